package dev.belay.plan;

import dev.belay.value.Digest;
import dev.belay.value.Exit;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Previews as JSON: what {@code belay preview -o plan.json} writes and {@code belay run plan.json} reads. The last field is a
 * checksum over all the others, so that what was reviewed is what runs. It shows a change; it is no signature.
 */
public final class PreviewJson {

    private static final String REMEDY = "make it again: belay preview ... -o plan.json";

    private PreviewJson() {}

    /** A preview as it is kept in a file, for people to review: many lines, with its format, the plan's digest and a checksum. */
    public static byte[] write(Preview preview) {
        Json.Fields fields = json(preview);
        Map<String, Json> sealed = new LinkedHashMap<>(fields.fields());
        sealed.put("checksum", new Json.Text(checksum(fields)));
        return JsonText.page(new Json.Fields(sealed)).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param where the file, for messages
     * @throws dev.belay.value.Failure (2) where it is not a preview, of an unknown format, or was changed after it was written
     */
    public static Preview read(String where, byte[] bytes) {
        return JsonText.file(where, bytes, "a plan that Belay saved", Exit.WRONG, REMEDY, json -> {
            Json.Fields fields = Json.fields(json);
            PlanJson.expectFormat(fields);
            Map<String, Json> open = new LinkedHashMap<>(fields.fields());
            open.remove("checksum");
            if (!checksum(new Json.Fields(open)).equals(fields.text("checksum"))) {
                throw new Json.Misfit("it was changed after it was saved");
            }
            return read(fields);
        });
    }

    /** A preview as JSON. */
    public static Json.Fields json(Preview preview) {
        return Json.object()
                .put("format", PlanJson.FORMAT)
                .put("digest", preview.plan().digest().hex())
                .put("run", preview.run())
                .put("installed", preview.installed(), Json.Text::new)
                .put("made", instant(preview.made()))
                .put("by", preview.by())
                .texts("unmet", preview.unmet())
                .texts("notices", preview.notices())
                .put("plan", PlanJson.json(preview.plan()))
                .list("predictions", preview.predictions(), PredictionJson::write)
                .build();
    }

    private static Preview read(Json.Fields fields) {
        Plan plan = fields.get("plan", PlanJson::read);
        if (!plan.digest().hex().equals(fields.text("digest"))) {
            throw new Json.Misfit("the plan in it was changed after it was saved");
        }
        List<Prediction> predictions = fields.list("predictions", PredictionJson::read);
        if (predictions.size() != plan.steps().size()) {
            throw new Json.Misfit(
                    "it has " + plan.steps().size() + " steps and " + predictions.size() + " predictions");
        }
        return new Preview(
                        plan,
                        fields.text("run"),
                        fields.optional("installed", Json::text),
                        fields.list("unmet", Json::text),
                        predictions,
                        fields.get("made", PreviewJson::instant),
                        fields.text("by"))
                .notifying(fields.list("notices", Json::text));
    }

    /** An instant as JSON, to the nanosecond. */
    public static Json instant(Instant instant) {
        return new Json.Text(instant.toString());
    }

    /**
     * Reads an instant.
     *
     * @throws Json.Misfit where it is none
     */
    public static Instant instant(Json json) {
        try {
            return Instant.parse(Json.text(json));
        } catch (DateTimeException e) {
            throw new Json.Misfit("a time such as 2026-01-31T22:04:00Z was expected");
        }
    }

    private static String checksum(Json.Fields fields) {
        return Digest.of(JsonText.line(fields)).hex();
    }
}
