package dev.belay.report;

import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import dev.belay.plan.PredictionJson;
import dev.belay.plan.Preview;
import dev.belay.plan.PreviewJson;
import dev.belay.plan.Step;
import java.util.Locale;
import java.util.Optional;

/** A preview as JSON lines: an object for the whole, one for each step, one for the summary; {@code type} tells them apart. */
public final class PreviewLines {

    private PreviewLines() {}

    /** The lines, each with its end. */
    public static String of(Preview preview) {
        StringBuilder out = new StringBuilder();
        line(
                out,
                Json.object()
                        .put("type", "preview")
                        .put("application", preview.plan().application())
                        .put("installed", preview.installed(), Json.Text::new)
                        .put("to", preview.plan().to().text())
                        .put("site", preview.plan().site().name())
                        .put("script", preview.plan().script())
                        .put("run", preview.run())
                        .put("made", PreviewJson.instant(preview.made()))
                        .put("by", preview.by())
                        .texts("unmet", preview.unmet())
                        .texts("notices", preview.notices()));
        for (int i = 0; i < preview.predictions().size(); i++) {
            Step step = preview.plan().steps().get(i);
            line(
                    out,
                    Json.object()
                            .put("type", "step")
                            .put("number", i + preview.first())
                            .put("part", Optional.of(step.part()).filter(part -> !part.isEmpty()), Json.Text::new)
                            .put("phase", step.phase())
                            .put("label", step.label())
                            .put(
                                    "prediction",
                                    PredictionJson.write(preview.predictions().get(i))));
        }
        line(out, summary(Summary.of(preview)));
        return out.toString();
    }

    private static Json.Builder summary(Summary summary) {
        Json.Builder json = Json.object().put("type", "summary").put("steps", summary.steps());
        summary.count().forEach((fidelity, number) -> json.put(fidelity.name().toLowerCase(Locale.ROOT), number));
        return json.put("destructive", summary.destructive())
                .put("without-way-back", summary.oneWay())
                .flag("incomplete", summary.incomplete())
                .put("way-back", summary.wayBack(), time -> new Json.Text(time.toString()))
                .texts("not-looked-at", summary.unseen());
    }

    private static void line(StringBuilder out, Json.Builder json) {
        out.append(JsonText.line(json.build())).append('\n');
    }
}
