package dev.belay.plan;

import dev.belay.value.Size;

/** Predictions as JSON. */
public final class PredictionJson {

    private PredictionJson() {}

    /** A prediction as JSON. */
    public static Json write(Prediction prediction) {
        return Json.object()
                .put("step", prediction.step())
                .put("fidelity", prediction.fidelity())
                .texts("after", prediction.after())
                .list("changes", prediction.changes(), PredictionJson::change)
                .list("readings", prediction.readings(), PredictionJson::reading)
                .texts("destroys", prediction.destroys())
                .texts("unmet", prediction.unmet())
                .list("notes", prediction.notes(), PredictionJson::note)
                .put("way-back", WayBackJson.write(prediction.way()))
                .list("backups", prediction.backups(), PredictionJson::backup)
                .texts("needs", prediction.needs())
                .list("switches", prediction.switches(), PredictionJson::switched)
                .put("again", prediction.again())
                .put("bytes", prediction.bytes().bytes())
                .put("time", prediction.time(), ValueJson::duration)
                .put("result", prediction.result(), ValueJson::write)
                .build();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws Json.Misfit where it is not a prediction
     */
    public static Prediction read(Json json) {
        Json.Fields fields = Json.fields(json);
        return new Prediction(
                fields.text("step"),
                fields.word("fidelity", Prediction.Fidelity.class),
                fields.list("after", Json::text),
                fields.list("changes", PredictionJson::change),
                fields.list("readings", PredictionJson::reading),
                fields.list("destroys", Json::text),
                fields.list("unmet", Json::text),
                fields.list("notes", PredictionJson::note),
                fields.get("way-back", WayBackJson::read),
                fields.list("backups", PredictionJson::backup),
                fields.list("needs", Json::text),
                fields.list("switches", PredictionJson::switched),
                fields.word("again", Again.class),
                Size.of(fields.number("bytes")),
                fields.optional("time", ValueJson::duration),
                fields.optional("result", ValueJson::read));
    }

    private static Json change(Change change) {
        Json.Builder json = Json.object()
                .put("subject", change.subject())
                .put("fact", change.fact())
                .put("before", change.before(), Json.Text::new)
                .put("after", change.after(), Json.Text::new)
                .flag("estimate", change.estimate());
        return (change.service() == Change.Service.UNTOUCHED ? json : json.put("service", change.service())).build();
    }

    private static Change change(Json json) {
        Json.Fields fields = Json.fields(json);
        return new Change(
                fields.text("subject"),
                fields.text("fact"),
                fields.optional("before", Json::text),
                fields.optional("after", Json::text),
                fields.flag("estimate"),
                fields.optional("service", word -> Json.word(word, Change.Service.class))
                        .orElse(Change.Service.UNTOUCHED));
    }

    private static Json reading(Reading reading) {
        return Json.object()
                .put("fact", reading.fact())
                .put("subject", reading.subject())
                .put("value", reading.value())
                .flag("estimate", reading.estimate())
                .build();
    }

    private static Reading reading(Json json) {
        Json.Fields fields = Json.fields(json);
        return new Reading(fields.text("fact"), fields.text("subject"), fields.text("value"), fields.flag("estimate"));
    }

    private static Json backup(Prediction.Backup backup) {
        return Json.object()
                .put("target", backup.target())
                .texts("without", backup.without())
                .put("restore", WayBackJson.deed(backup.restore()))
                .build();
    }

    private static Prediction.Backup backup(Json json) {
        Json.Fields fields = Json.fields(json);
        return new Prediction.Backup(
                fields.text("target"), fields.list("without", Json::text), fields.get("restore", WayBackJson::deed));
    }

    private static Json switched(Prediction.Switch what) {
        return Json.object()
                .put("target", what.target())
                .flag("on", what.on())
                .put("start", WayBackJson.deed(what.start()))
                .put("stop", WayBackJson.deed(what.stop()))
                .build();
    }

    private static Prediction.Switch switched(Json json) {
        Json.Fields fields = Json.fields(json);
        return new Prediction.Switch(
                fields.text("target"),
                fields.flag("on"),
                fields.get("start", WayBackJson::deed),
                fields.get("stop", WayBackJson::deed));
    }

    private static Json note(Prediction.Note note) {
        return Json.object().put("kind", note.kind()).put("text", note.text()).build();
    }

    private static Prediction.Note note(Json json) {
        Json.Fields fields = Json.fields(json);
        return new Prediction.Note(fields.word("kind", Prediction.Note.Kind.class), fields.text("text"));
    }
}
