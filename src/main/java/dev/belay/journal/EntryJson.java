package dev.belay.journal;

import dev.belay.plan.Json;
import dev.belay.plan.OnFailure;
import dev.belay.plan.PlanJson;
import dev.belay.plan.PredictionJson;
import dev.belay.plan.PreviewJson;
import dev.belay.plan.ValueJson;
import java.time.Instant;

/** Records as JSON: {@code {"type": "intended", "at": "2026-01-31T22:04:00Z", "step": "stop/web", ...}}. */
public final class EntryJson {

    /** The number of the journal's format; the first record tells it. */
    private static final int FORMAT = 1;

    private EntryJson() {}

    /** A record as JSON. */
    public static Json.Fields write(Entry entry) {
        if (entry instanceof Entry.Opened opened) {
            return of("opened", entry)
                    .put("format", FORMAT)
                    .put("number", opened.number())
                    .put("run", opened.run())
                    .put("plan", opened.plan())
                    .put("on-failure", opened.onFailure())
                    .put("by", opened.by())
                    .put("pid", opened.pid())
                    .put("belay", opened.belay())
                    .build();
        } else if (entry instanceof Entry.Resumed resumed) {
            return of("resumed", entry)
                    .put("by", resumed.by())
                    .put("pid", resumed.pid())
                    .build();
        } else if (entry instanceof Entry.Intended intended) {
            return of("intended", entry)
                    .put("step", intended.step())
                    .put("attempt", intended.attempt())
                    .put("token", intended.token())
                    .put("prediction", PredictionJson.write(intended.prediction()))
                    .build();
        } else if (entry instanceof Entry.Ended ended) {
            return ended(ended);
        } else if (entry instanceof Entry.Resolved resolved) {
            return resolved(resolved);
        }
        return writeDecision(entry);
    }

    private static Json.Fields ended(Entry.Ended ended) {
        return of("ended", ended)
                .put("step", ended.step())
                .put("attempt", ended.attempt())
                .put("token", ended.token())
                .put("outcome", ended.outcome())
                .put("message", ended.message())
                .texts("remedies", ended.remedies())
                .put("value", ended.value(), ValueJson::write)
                .texts("remarks", ended.remarks())
                .texts("deviations", ended.deviations())
                .flag("untouched", ended.untouched())
                .put("took", ended.took().toString())
                .build();
    }

    private static Json.Fields resolved(Entry.Resolved resolved) {
        return of("resolved", resolved)
                .put("step", resolved.step())
                .put("attempt", resolved.attempt())
                .put("token", resolved.token())
                .put("finding", resolved.finding())
                .put("by", resolved.by())
                .put("decision", resolved.decision(), Json::of)
                .put("reason", resolved.reason())
                .put("value", resolved.value(), ValueJson::write)
                .build();
    }

    private static Json.Fields writeDecision(Entry entry) {
        if (entry instanceof Entry.Decided decided) {
            return of("decided", entry)
                    .put("by", decided.by())
                    .put("step", decided.step())
                    .put("what", decided.what())
                    .put("text", decided.text())
                    .build();
        } else if (entry instanceof Entry.Revised revised) {
            return of("revised", entry)
                    .put("by", revised.by())
                    .put("plan", PlanJson.json(revised.plan()))
                    .list("predictions", revised.predictions(), PredictionJson::write)
                    .build();
        } else if (entry instanceof Entry.Undoing undoing) {
            return of("undoing", entry)
                    .put("by", undoing.by())
                    .list("steps", undoing.steps(), PlanJson::step)
                    .texts("covers", undoing.covers())
                    .texts("passed-over", undoing.passedOver())
                    .list("predictions", undoing.predictions(), PredictionJson::write)
                    .put("to", undoing.to(), Json.Text::new)
                    .put("step", undoing.step(), Json.Text::new)
                    .build();
        } else if (entry instanceof Entry.Notified notified) {
            return of("notified", entry)
                    .put("whom", notified.whom())
                    .put("occasion", notified.occasion())
                    .put("failure", notified.how().map(Entry.Notified.Told::why), Json.Text::new)
                    .build();
        } else if (entry instanceof Entry.Returned returned) {
            return of("returned", entry).put("to", returned.to()).build();
        } else if (entry instanceof Entry.WentBack back) {
            return of("went-back", entry).put("step", back.step()).build();
        } else if (entry instanceof Entry.Finished finished) {
            return of("finished", entry).flag("undone", finished.undone()).build();
        } else if (entry instanceof Entry.Accepted accepted) {
            return of("accepted", entry).put("by", accepted.by()).build();
        } else if (entry instanceof Entry.Abandoned abandoned) {
            return of("abandoned", entry)
                    .put("by", abandoned.by())
                    .put("reason", abandoned.reason())
                    .build();
        }
        throw new IllegalStateException("no JSON for " + entry.getClass());
    }

    private static Json.Builder of(String type, Entry entry) {
        return Json.object().put("type", type).put("at", PreviewJson.instant(entry.at()));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws Json.Misfit where it is not a record
     */
    public static Entry read(Json json) {
        Json.Fields fields = Json.fields(json);
        Instant at = fields.get("at", PreviewJson::instant);
        return switch (fields.text("type")) {
            case "opened" -> readOpened(at, fields);
            case "resumed" -> new Entry.Resumed(at, fields.text("by"), fields.number("pid"));
            case "intended" ->
                new Entry.Intended(
                        at,
                        fields.text("step"),
                        attempt(fields),
                        fields.text("token"),
                        fields.get("prediction", PredictionJson::read));
            case "ended" -> readEnded(at, fields);
            case "resolved" -> readResolved(at, fields);
            case "decided" ->
                new Entry.Decided(at, fields.text("by"), fields.text("step"), fields.text("what"), fields.text("text"));
            case "revised" ->
                new Entry.Revised(
                        at,
                        fields.text("by"),
                        fields.get("plan", PlanJson::read),
                        fields.list("predictions", PredictionJson::read));
            case "notified" ->
                new Entry.Notified(
                        at,
                        fields.text("whom"),
                        fields.text("occasion"),
                        fields.optional("failure", Json::text).map(why -> new Entry.Notified.Told(why.isEmpty(), why)));
            case "returned" -> new Entry.Returned(at, fields.text("to"));
            case "went-back" -> new Entry.WentBack(at, fields.text("step"));
            case "undoing" ->
                new Entry.Undoing(
                        at,
                        fields.text("by"),
                        fields.list("steps", PlanJson::step),
                        fields.list("covers", Json::text),
                        fields.list("passed-over", Json::text),
                        fields.list("predictions", PredictionJson::read),
                        fields.optional("to", Json::text),
                        fields.optional("step", Json::text));
            case "finished" -> new Entry.Finished(at, fields.flag("undone"));
            case "accepted" -> new Entry.Accepted(at, fields.text("by"));
            case "abandoned" -> new Entry.Abandoned(at, fields.text("by"), fields.text("reason"));
            default -> throw new Json.Misfit("'" + fields.text("type") + "' is no record of a journal");
        };
    }

    private static Entry readOpened(Instant at, Json.Fields fields) {
        if (fields.number("format") != FORMAT) {
            throw new Json.Misfit("its format is " + fields.number("format") + ", this Belay knows format " + FORMAT
                    + "; use the Belay that wrote it");
        }
        return new Entry.Opened(
                at,
                (int) fields.number("number"),
                fields.text("run"),
                fields.text("plan"),
                fields.word("on-failure", OnFailure.class),
                fields.text("by"),
                fields.number("pid"),
                fields.text("belay"));
    }

    private static Entry readEnded(Instant at, Json.Fields fields) {
        return new Entry.Ended(
                at,
                fields.text("step"),
                attempt(fields),
                fields.text("token"),
                fields.word("outcome", Outcome.class),
                fields.text("message"),
                fields.list("remedies", Json::text),
                fields.optional("value", ValueJson::read),
                fields.list("remarks", Json::text),
                fields.list("deviations", Json::text),
                fields.flag("untouched"),
                fields.get("took", ValueJson::duration));
    }

    private static Entry readResolved(Instant at, Json.Fields fields) {
        return new Entry.Resolved(
                at,
                fields.text("step"),
                attempt(fields),
                fields.text("token"),
                fields.text("finding"),
                fields.text("by"),
                fields.optional("decision", word -> Json.word(word, Entry.Settled.class)),
                fields.text("reason"),
                fields.optional("value", ValueJson::read));
    }

    private static int attempt(Json.Fields fields) {
        return (int) fields.number("attempt");
    }
}
