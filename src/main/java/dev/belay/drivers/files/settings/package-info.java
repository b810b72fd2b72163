/**
 * The texts of settings files, one class a format: keys are set and taken out while all else stays as it is. Pure: texts in, texts
 * out. Sees {@code value}.
 *
 * <pre>{@code
 * Format.ENV.parse("app.env", "A=1\n# comment\n").holding("A", Held.text("two words")).text() // "A='two words'\n# comment\n"
 * }</pre>
 */
package dev.belay.drivers.files.settings;
