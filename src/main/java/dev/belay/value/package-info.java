/**
 * The small values that every other package speaks in: versions, sizes, durations, secret texts, positions, and the one
 * failure that is meant for people. Sees nothing else of Belay.
 *
 * <pre>{@code
 * VersionRange.parse(">=3.7.0 <4.4.0").contains(Version.parse("4.3.1"))   // true
 * Size.of(1_200_000_000).toString()                                      // "1.2 GB"
 * }</pre>
 */
package dev.belay.value;
