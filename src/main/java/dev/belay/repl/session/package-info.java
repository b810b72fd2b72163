/**
 * A sitting over one plan: the scripts as they are now, the run, where it stands, and what a person can do from there. Knows no
 * terminal. Sees {@code report}, {@code script} and {@code engine}.
 *
 * <pre>{@code
 * Session session = Session.of(workshop, List.of(new Scripts.Stop(script, Optional.empty())), Optional.empty());
 * new Walking(session).step(1);
 * }</pre>
 */
package dev.belay.repl.session;
