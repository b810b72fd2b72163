package dev.belay.plan;

/** Ways back as JSON: {@code {"steps": [...]}}, {@code "redo"}, {@code "nothing"}, {@code {"none": "why"}} or {@code {"later": [...]}}. */
final class WayBackJson {

    private WayBackJson() {}

    static Json write(WayBack way) {
        if (way instanceof WayBack.Steps steps) {
            return ValueJson.mark("steps", Json.of(steps.deeds(), WayBackJson::deed));
        } else if (way instanceof WayBack.None none) {
            return ValueJson.mark("none", new Json.Text(none.why()));
        } else if (way instanceof WayBack.Later later) {
            return ValueJson.mark("later", Json.of(later.after(), Json.Text::new));
        }
        return new Json.Text(way instanceof WayBack.Redo ? "redo" : "nothing");
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
        return fields.optional("none", why -> (WayBack) new WayBack.None(Json.text(why)))
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
