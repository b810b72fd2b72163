/**
 * The frozen plan of a run, and what is foreseen of it: steps, predictions, changes. Immutable and JSON. Sees {@code catalog}.
 *
 * <pre>{@code
 * Plan plan = PlanJson.read("plan.json", bytes);
 * plan.steps().get(0).id()          // "stop-services/stop/web"
 * }</pre>
 */
package dev.belay.plan;
