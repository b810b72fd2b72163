/**
 * The commands of the prompt, one in a file. {@link dev.belay.repl.command.Commands} lists them; help, completion and the reference in
 * {@code REPL.md} are made from what each says of itself. Sees {@code repl.session}.
 *
 * <pre>{@code
 * Commands.find("s").orElseThrow().run(session, "2");   // :s 2 does two steps
 * }</pre>
 */
package dev.belay.repl.command;
