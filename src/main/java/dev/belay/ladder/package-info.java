/**
 * Which scripts lead from one version to another, in which order: pure functions over what the first lines of scripts say. Nothing
 * here reads a file or looks at the world. Sees {@code value}.
 *
 * <pre>{@code
 * Ladder.of("shop", rungs).way(Version.parse("3.6.1"), Version.parse("4.4.0")).stops()   // 3.6.1 -> 3.7.0, 3.7.0 -> 4.4.0
 * }</pre>
 */
package dev.belay.ladder;
