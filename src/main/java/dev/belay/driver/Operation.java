package dev.belay.driver;

import dev.belay.catalog.Form;
import java.util.function.Function;

/**
 * A form of a verb, and how a step of that form becomes an action.
 *
 * @param form what scripts may write
 * @param bind makes the action; throws {@link dev.belay.value.Failure} for arguments that make no sense together, and lets {@link
 *     dev.belay.expr.Pending} pass where an argument is known only later
 */
public record Operation(Form form, Function<Arguments, Action> bind) {}
