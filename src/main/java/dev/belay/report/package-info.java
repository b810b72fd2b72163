/**
 * A preview, a run or a journal as text, JSON lines or Markdown: pure functions from records to text. Nothing here looks at the
 * world, and nothing here decides. Sees {@code journal}, {@code plan} and
 * {@code ladder}.
 *
 * <pre>{@code
 * String screen = new PreviewText(preview, Page.plain()).render(List.of("save for review: belay preview app -o plan.json"));
 * }</pre>
 */
package dev.belay.report;
