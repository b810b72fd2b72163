package org.example.motd;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Driver;
import dev.belay.driver.Fact;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Probe;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A driver of one verb: {@code announce 'Back at ten', to: '/etc/motd'} sets the message that people see when they log in. */
public final class MotdDriver implements Driver {

    @Override
    public String name() {
        return "motd";
    }

    @Override
    public String version() {
        return "1.0";
    }

    @Override
    public List<Operation> operations() {
        Form form = Form.of("announce", Subject.of(Type.TEXT, "the message"))
                .option(Option.required("to", Type.PATH, "the file that is shown"), Options.AS, Options.DIR)
                .worst(Effect.REVERSIBLE)
                .doc("Sets the message that people see when they log in.")
                .example("announce 'Back at ten', to: '/etc/motd'")
                .form();
        return List.of(new Operation(form, Announce::of));
    }

    /** What a file says; empty where there is none. */
    record Message(String path, Context context) implements Fact<String> {

        @Override
        public String read(Probe world) {
            return world.host().read(context).text(path).orElse("").strip();
        }

        @Override
        public Target target() {
            return Target.files(path);
        }

        @Override
        public String subject() {
            return path;
        }
    }

    /** The step. */
    record Announce(String message, String path, Context context) implements Action {

        static Action of(Arguments arguments) {
            Context context = arguments.context();
            String message = arguments.text("subject").strip();
            if (message.isEmpty()) {
                throw Failure.wrong("there is nothing to announce");
            }
            return new Announce(message, context.absolute(arguments.text("to")), context);
        }

        private Message fact() {
            return new Message(path, context);
        }

        @Override
        public void predict(Forecast forecast) {
            forecast.again(Again.IDEMPOTENT);
            String before = forecast.now(fact());
            forecast.back(
                    before.isEmpty()
                            ? new Back.None("there was no message before")
                            : Back.step(
                                    "announce",
                                    Map.of("subject", Value.of(before), "to", Value.of(path)),
                                    "announce " + before));
            forecast.becomes(fact(), message);
        }

        @Override
        public Result apply(Work work) {
            work.files(context).write(path, SecretText.plain(message + "\n"), Optional.empty());
            return Result.none();
        }
    }
}
