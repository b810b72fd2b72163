package dev.belay.drivers.data.format;

import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import dev.belay.value.Digest;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Manifests as the text of {@code manifest.json}. */
public final class ManifestJson {

    private static final String FORMAT = "belay export";
    private static final long VERSION = 1;

    private ManifestJson() {}

    /** The text, on many lines. */
    public static String write(Manifest manifest) {
        Manifest.Origin origin = manifest.origin();
        return JsonText.page(Json.object()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("system", origin.system())
                .put("database", origin.database())
                .put("snapshot", origin.snapshot())
                .put("at", origin.at().toString())
                .put("run", origin.run())
                .put("shape", manifest.shape())
                .list("tables", manifest.tables(), ManifestJson::content)
                .build());
    }

    /**
     * Reads a text.
     *
     * @param path of its file, for messages
     * @throws Failure where it is no manifest, or one of a later version
     */
    public static Manifest read(String text, String path) {
        return JsonText.file(
                path,
                text.getBytes(StandardCharsets.UTF_8),
                "the manifest of an export",
                Exit.WRONG,
                "write the export anew",
                ManifestJson::manifest);
    }

    private static Manifest manifest(Json json) {
        Json.Fields fields = Json.fields(json);
        if (!fields.text("format").equals(FORMAT)) {
            throw new Json.Misfit("'format' is not '" + FORMAT + "'");
        }
        if (fields.number("version") != VERSION) {
            throw new Json.Misfit(
                    "this is version " + fields.number("version") + " of the format, and this Belay reads " + VERSION);
        }
        return new Manifest(
                new Manifest.Origin(
                        fields.text("system"),
                        fields.text("database"),
                        fields.text("snapshot"),
                        Instant.parse(fields.text("at")),
                        fields.text("run")),
                fields.word("shape", Manifest.Shape.class),
                fields.list("tables", ManifestJson::readContent));
    }

    private static Json content(Manifest.Content content) {
        Table table = content.table();
        return Json.object()
                .put("name", table.name())
                .put("rows", content.rows())
                .put("bytes", content.bytes())
                .list("columns", table.columns(), ManifestJson::column)
                .texts("key", table.key())
                .list("unique", table.unique(), columns -> Json.of(columns, Json.Text::new))
                .list("references", table.references(), ManifestJson::reference)
                .list("chunks", content.chunks(), ManifestJson::chunk)
                .build();
    }

    private static Manifest.Content readContent(Json json) {
        Json.Fields fields = Json.fields(json);
        Table table = new Table(
                fields.text("name"),
                fields.list("columns", ManifestJson::readColumn),
                fields.list("key", Json::text),
                fields.list("unique", columns -> Json.items(columns, Json::text)),
                fields.list("references", ManifestJson::readReference));
        List<Manifest.Chunk> chunks = fields.list("chunks", ManifestJson::readChunk);
        return new Manifest.Content(table, fields.number("rows"), fields.number("bytes"), chunks);
    }

    private static Json column(Column column) {
        return Json.object()
                .put("name", column.name())
                .put("type", column.type())
                .put("values", KindJson.write(column.kind()))
                .flag("nullable", column.nullable())
                .put("default", column.standard(), Json.Text::new)
                .put("filling", column.filling())
                .build();
    }

    private static Column readColumn(Json json) {
        Json.Fields fields = Json.fields(json);
        return new Column(
                fields.text("name"),
                fields.text("type"),
                fields.get("values", KindJson::read),
                fields.flag("nullable"),
                fields.optional("default", Json::text),
                fields.word("filling", Column.Filling.class));
    }

    private static Json reference(Table.Reference reference) {
        return Json.object()
                .put("name", reference.name())
                .texts("columns", reference.columns())
                .put("table", reference.table())
                .texts("others", reference.others())
                .build();
    }

    private static Table.Reference readReference(Json json) {
        Json.Fields fields = Json.fields(json);
        return new Table.Reference(
                fields.text("name"),
                fields.list("columns", Json::text),
                fields.text("table"),
                fields.list("others", Json::text));
    }

    private static Json chunk(Manifest.Chunk chunk) {
        return Json.object()
                .put("file", chunk.file())
                .put("rows", chunk.rows())
                .put("bytes", chunk.bytes())
                .put("sha256", chunk.sha256().hex())
                .build();
    }

    private static Manifest.Chunk readChunk(Json json) {
        Json.Fields fields = Json.fields(json);
        return new Manifest.Chunk(
                fields.text("file"),
                fields.number("rows"),
                fields.number("bytes"),
                fields.get("sha256", text -> new Digest(Json.text(text))));
    }
}
