/**
 * Runs plans: predicts, applies, resumes, undoes. The only caller of {@link dev.belay.driver.Action#apply}; it never names a
 * driver. Sees {@code journal} and {@code driver}.
 *
 * <pre>{@code
 * Preview preview = engine.preview(plan);
 * Exit exit = engine.run(preview, Choices.standard(), listener);
 * }</pre>
 */
package dev.belay.engine;
