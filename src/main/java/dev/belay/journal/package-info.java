/**
 * The durable record of a run: what was about to happen, before it happened, and what came of it. A journal is a file of JSON
 * lines, each with a sequence number and a hash over itself and the one before; {@link dev.belay.journal.RunState} is what the
 * records add up to. Sees {@code plan}.
 *
 * <pre>{@code
 * RunFolder run = states.create(preview, OnFailure.STOP, "anna@gis", "0.1.0");
 * try (Journal journal = run.open()) {
 *     journal.append(new Entry.Intended(...));      // forced to the disk when this returns
 * }
 * }</pre>
 */
package dev.belay.journal;
