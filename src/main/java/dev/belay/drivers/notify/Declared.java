package dev.belay.drivers.notify;

import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.catalog.Technology;
import dev.belay.driver.Arguments;
import dev.belay.driver.Notifier.Occasion;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.Resource;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the declarations of notices have in common. */
final class Declared {

    /** The kind of declaration. */
    static final String KIND = "notify";

    private static final Option AT = Option.of(
                    "at", new Type.ListOf(Type.TEXT), "when it is told, any of 'start', 'end' and 'failure' of a run")
            .standard(Value.texts(List.of("start", "end", "failure")));

    private static final Option TIMEOUT = Options.TIMEOUT.standard(new Value.Span(Duration.ofSeconds(20)));

    private Declared() {}

    /** A way to declare it, whose value is of the type; the options are its own. */
    static Technology by(String name, Type type, List<Option> options, String doc, String example) {
        List<Option> all = new ArrayList<>(List.of(AT));
        all.addAll(options);
        all.add(TIMEOUT);
        return new Technology(KIND, name, type, all, List.of(), doc, example);
    }

    /** The arguments of a declaration, with the standard values. */
    static Arguments arguments(Resource resource, Technology technology) {
        Form form = Form.of(KIND, Subject.none(), technology.name(), technology.type(), technology.doc())
                .options(technology.options())
                .form();
        return new Arguments(form, resource.arguments());
    }

    /** The occasions that a declaration names. */
    static Set<Occasion> occasions(Resource resource, Arguments arguments) {
        Set<Occasion> occasions = EnumSet.noneOf(Occasion.class);
        for (String word : arguments.texts("at")) {
            if (!word.matches("start|end|failure")) {
                throw Failure.wrong("notify '" + resource.name() + "': at: takes 'start', 'end' and 'failure'; found '"
                        + word + "'");
            }
            occasions.add(Occasion.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return occasions;
    }

    static Duration timeout(Arguments arguments) {
        return arguments.duration(TIMEOUT.name());
    }
}
