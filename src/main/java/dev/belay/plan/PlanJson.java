package dev.belay.plan;

import dev.belay.expr.Expr;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Position;
import dev.belay.value.Version;
import dev.belay.value.VersionRange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Plans as JSON, format {@value #FORMAT}. */
public final class PlanJson {

    /** The number of this format; another is refused. */
    static final int FORMAT = 1;

    private PlanJson() {}

    /** A plan as it is kept in a file: one line, canonical, with its format. */
    public static byte[] write(Plan plan) {
        Json json = Json.object().put("format", FORMAT).put("plan", json(plan)).build();
        return (JsonText.line(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param where the file, for messages
     * @throws Failure (9) where it is not a plan, or of an unknown format
     */
    public static Plan read(String where, byte[] bytes) {
        String remedy = "the file was changed or damaged after Belay wrote it; bring back its copy from a backup";
        return JsonText.file(where, bytes, "a plan of Belay", Exit.DAMAGED, remedy, json -> {
            Json.Fields fields = Json.fields(json);
            expectFormat(fields);
            return fields.get("plan", PlanJson::read);
        });
    }

    /** Refuses a document of another format. */
    static void expectFormat(Json.Fields fields) {
        long format = fields.number("format");
        if (format != FORMAT) {
            throw new Json.Misfit("its format is " + format + ", this Belay knows format " + FORMAT
                    + "; use the Belay that wrote it");
        }
    }

    /** A plan as JSON: the same for the same plan, always. */
    public static Json json(Plan plan) {
        return Json.object()
                .put("application", plan.application())
                .put("from", plan.from(), range -> new Json.Text(range.toString()))
                .put("to", plan.to().text())
                .put("script", plan.script())
                .list("sources", plan.sources(), PlanJson::source)
                .put("site", site(plan.site()))
                .map("parameters", plan.parameters(), ValueJson::write)
                .map("drivers", plan.drivers(), Json.Text::new)
                .list("resources", plan.resources(), PlanJson::resource)
                .list("secrets", plan.secrets(), SecretJson::write)
                .put("on-failure", plan.onFailure())
                .put("installed", plan.installed(), PlanJson::step)
                .list("parts", plan.parts(), PlanJson::part)
                .list("steps", plan.steps(), PlanJson::step)
                .build();
    }

    /**
     * Reads what {@link #json} made.
     *
     * @throws Json.Misfit where it is not a plan
     */
    public static Plan read(Json json) {
        Json.Fields fields = Json.fields(json);
        return new Plan(
                fields.text("application"),
                fields.optional("from", PlanJson::range),
                new Version(fields.text("to")),
                fields.text("script"),
                fields.list("sources", PlanJson::source),
                fields.get("site", PlanJson::site),
                fields.map("parameters", ValueJson::read),
                fields.map("drivers", Json::text),
                fields.list("resources", PlanJson::resource),
                fields.list("secrets", SecretJson::read),
                fields.word("on-failure", OnFailure.class),
                fields.optional("installed", PlanJson::step),
                fields.list("parts", PlanJson::part),
                fields.list("steps", PlanJson::step));
    }

    private static Json part(Part part) {
        return Json.object()
                .put("from", part.from(), range -> new Json.Text(range.toString()))
                .put("to", part.to().text())
                .put("script", part.script())
                .put("installed", part.installed(), PlanJson::step)
                .map("parameters", part.parameters(), ValueJson::write)
                .put("round", part.round())
                .build();
    }

    private static Part part(Json json) {
        Json.Fields fields = Json.fields(json);
        return new Part(
                fields.optional("from", PlanJson::range),
                new Version(fields.text("to")),
                fields.text("script"),
                fields.optional("installed", PlanJson::step),
                fields.map("parameters", ValueJson::read),
                (int) fields.number("round"));
    }

    /** A step as JSON. */
    public static Json step(Step step) {
        Json.Builder json = Json.object().put("id", step.id()).put("form", step.form());
        putUnlessEmpty(json, "part", step.part());
        putUnlessEmpty(json, "phase", step.phase());
        json.map("arguments", step.arguments(), ExprJson::write)
                .put("guard", step.guard(), ExprJson::write)
                .put("label", step.label())
                .put("at", step.at().toString());
        return (step.attempt() == 1 ? json : json.put("attempt", step.attempt())).build();
    }

    /**
     * Reads a step.
     *
     * @throws Json.Misfit where it is not a step
     */
    public static Step step(Json json) {
        Json.Fields fields = Json.fields(json);
        Map<String, Expr> arguments = fields.map("arguments", ExprJson::read);
        return new Step(
                fields.text("id"),
                fields.optional("part", Json::text).orElse(""),
                fields.optional("phase", Json::text).orElse(""),
                fields.text("form"),
                arguments,
                fields.optional("guard", ExprJson::read),
                fields.text("label"),
                fields.get("at", PlanJson::position),
                fields.optional("attempt", PlanJson::attempt).orElse(1));
    }

    private static int attempt(Json json) {
        long number = Json.whole(json);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new Json.Misfit("attempts are counted from 1");
        }
        return (int) number;
    }

    private static void putUnlessEmpty(Json.Builder json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }

    private static Json source(Plan.Source source) {
        return Json.object()
                .put("path", source.path())
                .put("sha256", source.sha256())
                .build();
    }

    private static Plan.Source source(Json json) {
        Json.Fields fields = Json.fields(json);
        return new Plan.Source(fields.text("path"), fields.text("sha256"));
    }

    private static Json site(Site site) {
        return Json.object()
                .put("name", site.name())
                .flag("production", site.production())
                .put("state", site.state(), Json.Text::new)
                .flag("asks-application", site.asksApplication())
                .build();
    }

    private static Site site(Json json) {
        Json.Fields fields = Json.fields(json);
        return new Site(
                fields.text("name"),
                fields.flag("production"),
                fields.optional("state", Json::text),
                fields.flag("asks-application"));
    }

    private static Json resource(Resource resource) {
        return Json.object()
                .put("kind", resource.kind())
                .put("name", resource.name())
                .put("technology", resource.technology())
                .map("arguments", resource.arguments(), ValueJson::write)
                .build();
    }

    private static Resource resource(Json json) {
        Json.Fields fields = Json.fields(json);
        return new Resource(
                fields.text("kind"),
                fields.text("name"),
                fields.text("technology"),
                fields.map("arguments", ValueJson::read));
    }

    private static VersionRange range(Json json) {
        try {
            return VersionRange.parse(Json.text(json));
        } catch (Failure failure) {
            throw new Json.Misfit(failure.message());
        }
    }

    private static Position position(Json json) {
        List<String> parts = List.of(Json.text(json).split(":", -1));
        int last = parts.size() - 1;
        try {
            return new Position(
                    String.join(":", parts.subList(0, Math.max(0, last - 1))),
                    Integer.parseInt(parts.get(Math.max(0, last - 1))),
                    Integer.parseInt(parts.get(last)));
        } catch (NumberFormatException e) {
            throw new Json.Misfit("a place such as 4.4.0.groovy:14:17 was expected");
        }
    }
}
