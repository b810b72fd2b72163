package dev.belay.drivers.command;

import dev.belay.catalog.Form;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Touches;
import dev.belay.expr.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way back that a script gives to its command. */
final class Undo {

    private static final String AGAIN = "again";
    private static final List<String> CIRCUMSTANCES = List.of("as", "dir", "path", "env", "timeout", "touches");

    private Undo() {}

    /** What {@code undo:} says; else the backups of all that {@code touches:} names. */
    static Back of(Arguments arguments) {
        Optional<String> undo = arguments.optionalText("undo");
        if (undo.isEmpty()) {
            return arguments.has("touches")
                    ? new Back.Restore(Touches.named(arguments))
                    : new Back.None("the script says neither how to undo it (undo:) nor what it touches (touches:)");
        }
        if (undo.get().equals(AGAIN)) {
            return new Back.Redo();
        }
        Map<String, Value> deed = new LinkedHashMap<>();
        deed.put(Form.SUBJECT, Value.of(undo.get()));
        CIRCUMSTANCES.forEach(name -> arguments.find(name).ifPresent(value -> deed.put(name, value)));
        return Back.step("sh", deed, "sh " + undo.get());
    }
}
