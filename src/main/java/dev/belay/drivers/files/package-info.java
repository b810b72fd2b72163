/**
 * Files of the application: {@code backup files:}, {@code backup command:}, {@code restore files:}, {@code configure} of
 * settings files (their formats are in {@link dev.belay.drivers.files.settings}), and the ways back of these. Sees {@code driver}
 * and what that may see; reaches files through the host only.
 *
 * <pre>{@code
 * backup files: ["$home/media"], to: "$home/backup", exclude: ['cache']
 * configure 'app.env', set: [SCALE: 'UIAA'], remove: ['OLD']
 * }</pre>
 */
package dev.belay.drivers.files;
