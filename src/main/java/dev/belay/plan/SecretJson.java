package dev.belay.plan;

/** Where secrets come from, as JSON: {@code {"name": "PGPASSWORD", "file": "/etc/belay/pg.password"}}. */
final class SecretJson {

    private SecretJson() {}

    static Json write(Secret secret) {
        Json.Builder json = Json.object().put("name", secret.name());
        Secret.Source source = secret.source();
        if (source instanceof Secret.FromEnvironment environment) {
            json.put("environment", environment.variable());
        } else if (source instanceof Secret.FromFile file) {
            json.put("file", file.path());
        } else if (source instanceof Secret.FromCommand command) {
            json.put("command", Json.of(command.command(), Json.Text::new));
        } else if (source instanceof Secret.FromQuestion question) {
            json.put("question", question.question());
        }
        return json.build();
    }

    static Secret read(Json json) {
        Json.Fields fields = Json.fields(json);
        Secret.Source source = fields.optional(
                        "environment", value -> (Secret.Source) new Secret.FromEnvironment(Json.text(value)))
                .or(() -> fields.optional("file", value -> new Secret.FromFile(Json.text(value))))
                .or(() -> fields.optional("command", value -> new Secret.FromCommand(Json.items(value, Json::text))))
                .or(() -> fields.optional("question", value -> new Secret.FromQuestion(Json.text(value))))
                .orElseThrow(() -> new Json.Misfit("the source of the secret is not known here"));
        return new Secret(fields.text("name"), source);
    }
}
