/**
 * Files of the application: {@code backup files:}, {@code backup command:}, {@code restore files:}, {@code configure} of
 * settings files ({@link dev.belay.drivers.files.Format}), and the ways back of these. Sees {@code driver} and what that may see; reaches files through the host only.
 *
 * <pre>{@code
 * EnvText.parse("A=1\n# comment\n").with("A", "two words").text()      // "A='two words'\n# comment\n"
 * }</pre>
 */
package dev.belay.drivers.files;
