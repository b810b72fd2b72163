/**
 * The prompt: steps through an upgrade line by line, over the same engine, lock and journal as {@code run}. {@code session} is what a
 * person works on, {@code command} the commands with a colon, {@code terminal} where lines come from; this package is the loop between
 * them. Sees {@code report}, {@code script} and {@code engine}.
 *
 * <pre>{@code
 * Exit exit = new Repl(session, console).run();
 * }</pre>
 */
package dev.belay.repl;
