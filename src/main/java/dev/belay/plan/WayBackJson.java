package dev.belay.plan;

import java.util.List;

/**
 * Ways back as JSON: {@code {"steps": [...]}}, {@code "redo"}, {@code "nothing"}, {@code {"none": "why"}} or {@code {"later": [...]}}; redo
 * and none with {@code "deeds"} where something is done besides.
 */
final class WayBackJson {

    private WayBackJson() {}

    static Json write(WayBack way) {
        if (way instanceof WayBack.Steps steps) {
            return ValueJson.mark("steps", Json.of(steps.deeds(), WayBackJson::deed));
        } else if (way instanceof WayBack.None none) {
            return besides(Json.object().put("none", none.why()), none);
        } else if (way instanceof WayBack.Later later) {
            return ValueJson.mark("later", Json.of(later.after(), Json.Text::new));
        }
        if (way instanceof WayBack.Redo redo && !redo.deeds().isEmpty()) {
            return besides(Json.object().flag("redo", true), redo);
        }
        return new Json.Text(way instanceof WayBack.Redo ? "redo" : "nothing");
    }

    private static Json besides(Json.Builder json, WayBack way) {
        return (way.deeds().isEmpty() ? json : json.list("deeds", way.deeds(), WayBackJson::deed)).build();
    }

    static WayBack read(Json json) {
        if (json instanceof Json.Text text) {
            return switch (text.text()) {
                case "redo" -> new WayBack.Redo();
                case "nothing" -> new WayBack.Nothing();
                default -> throw new Json.Misfit("'" + text.text() + "' is no way back");
            };
        }
        Json.Fields fields = Json.fields(json);
        List<WayBack.Deed> besides = fields.optional("deeds", deeds -> Json.items(deeds, WayBackJson::deed))
                .orElse(List.of());
        return fields.optional("none", why -> (WayBack) new WayBack.None(Json.text(why), besides))
                .or(() -> fields.optional("redo", redo -> new WayBack.Redo(besides)))
                .or(() -> fields.optional("later", after -> new WayBack.Later(Json.items(after, Json::text))))
                .orElseGet(() -> fields.get("steps", steps -> new WayBack.Steps(Json.items(steps, WayBackJson::deed))));
    }

    static Json deed(WayBack.Deed deed) {
        return Json.object()
                .put("form", deed.form())
                .map("arguments", deed.arguments(), ValueJson::write)
                .put("label", deed.label())
                .build();
    }

    static WayBack.Deed deed(Json json) {
        Json.Fields fields = Json.fields(json);
        return new WayBack.Deed(fields.text("form"), fields.map("arguments", ValueJson::read), fields.text("label"));
    }
}
