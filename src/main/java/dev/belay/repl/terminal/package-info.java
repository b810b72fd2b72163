/**
 * Where lines come from and go to: a terminal by JLine, or a pipe. The only package that knows JLine. Sees {@code repl.command} for
 * what can be completed.
 *
 * <pre>{@code
 * Console console = new PipeConsole(reader::readLine, System.out);
 * console.read("> ");
 * }</pre>
 */
package dev.belay.repl.terminal;
