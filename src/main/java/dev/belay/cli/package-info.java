/**
 * The command line: one file for each command, and {@link dev.belay.cli.Main}, the composition root, where drivers, host, state
 * and engine are put together. May see all packages.
 *
 * <pre>{@code
 * int code = Main.run(new String[] {"preview", "nextgisweb"}, Terminal.ofProcess());
 * }</pre>
 */
package dev.belay.cli;
