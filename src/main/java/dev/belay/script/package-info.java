/**
 * The language: reading, lexing, parsing, checking, and interpretation into a plan. Groovy's own parser reads a script; nothing of
 * it is ever compiled or run. The way of a script: {@link dev.belay.script.Source} (a file that may be read), {@code Lexing} (caps,
 * and {@code import} made an ordinary word), {@code Parsing} (Groovy's tree), {@code Translation} (the allow-list: only what has a
 * node in {@code Syntax} exists), {@code Interpreter} (a {@link dev.belay.plan.Plan}). All mistakes are collected and thrown at once
 * as {@link dev.belay.script.Diagnostics}. The only package that knows Groovy. Sees {@code catalog}, {@code plan} and {@code expr}.
 *
 * <pre>{@code
 * Plan plan = Scripts.load(Path.of("scripts/nextgisweb/4.4.0.groovy"), Optional.empty(), Map.of(), catalog, form -> Optional.empty());
 * plan.steps().get(2).label()       // "stop web"
 * }</pre>
 */
package dev.belay.script;
