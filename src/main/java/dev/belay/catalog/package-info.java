/**
 * What the language can say: each verb's forms, the options of each with types and defaults, the kinds of resources and their
 * technologies. Checker, completion, help, JSON schema and reference are all made from it; drivers add to it. Pure data.
 * Sees {@code expr} and {@code value}.
 *
 * <pre>{@code
 * Form.of("stop", Subject.resource("service")).technology("systemd")
 *     .option(Option.of("timeout", Type.DURATION).standard(Value...).doc("how long to wait"))
 *     .worst(Effect.REVERSIBLE).doc("Stops units.").example("stop 'web', timeout: 2.minutes").form()
 * }</pre>
 */
package dev.belay.catalog;
