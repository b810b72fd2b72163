/**
 * The service provider interface: all that the author of a driver reads. A {@link dev.belay.driver.Driver} offers
 * {@link dev.belay.driver.Operation}s: a form of the catalogue, and how to make an {@link dev.belay.driver.Action} of a step's
 * arguments. An action is a record that says what it will change ({@code predict}) and does it ({@code apply}); {@link
 * dev.belay.driver.Fact}s are what it reads. Sees {@code plan}, {@code catalog}, {@code host} and {@code database}.
 *
 * <pre>{@code
 * record Stop(List<String> units) implements Action {
 *     public void predict(Forecast f) {
 *         List<String> running = units.stream().filter(u -> f.now(new Active(u))).toList();
 *         f.again(Again.IDEMPOTENT);
 *         f.back(Back.step("start/systemd", Map.of("units", Value.texts(running)), "start web"));
 *         units.forEach(u -> f.becomes(new Active(u), false));
 *     }
 *     public Result apply(Work w) {
 *         units.forEach(u -> w.must(Command.of("systemctl", "stop", u)));
 *         return Result.none();
 *     }
 * }
 * }</pre>
 */
package dev.belay.driver;
