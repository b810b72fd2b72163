package dev.belay.drivers.data;

import dev.belay.catalog.Block;
import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import java.util.List;

/** What scripts may write of rows and files. */
final class DataForms {

    private static final Subject DATABASE = Subject.resource("database");
    private static final Type TEXTS = new Type.ListOf(Type.TEXT);

    private DataForms() {}

    static Form export() {
        Block block = new Block(List.of(
                new Block.Keyword(
                        "table",
                        Subject.of(Type.TEXT, "a table, or a pattern with *"),
                        List.of(
                                Option.of("where", Type.TEXT, "which rows: a condition in SQL"),
                                Option.of("drop", TEXTS, "columns that are left out")),
                        "Says which rows and columns of a table are written."),
                new Block.Keyword(
                        "query",
                        Subject.of(Type.TEXT, "the name under which the rows are written"),
                        List.of(Option.required("sql", Type.TEXT, "a query; its columns become the columns")),
                        "Writes the rows of a query as if they were a table.")));
        return Form.of("export", DATABASE)
                .option(
                        Option.required("to", Type.PATH, "the file or folder that is written"),
                        Option.of(
                                "format",
                                new Type.OneOf(List.of("belay", "pod")),
                                "'pod' for one file as Esup-Pod writes it; else a folder with a manifest"),
                        Option.of(
                                "compress",
                                new Type.OneOf(List.of("zstd", "none")),
                                "how the files of a folder are compressed; zstd unless told"),
                        Option.of("tables", TEXTS, "which tables, patterns with * among them; all unless told"),
                        Option.of(
                                Export.CONNECTIONS,
                                Type.NUMBER,
                                "over how many connections tables, and parts of large ones, are read side by side; 1 unless told"),
                        Options.TIMEOUT)
                .options(Options.CONTEXT)
                .block(block)
                .result(Type.PATH)
                .worst(Effect.REVERSIBLE)
                .doc("Writes tables as JSON out of one consistent snapshot. The result is the path.")
                .example("export 'v3', to: '/srv/pod/v3.json', format: 'pod', tables: ['auth_user']")
                .form();
    }

    static Form bring() {
        Type columns = new Type.MapOf(new Type.FunctionOr(Type.ANY));
        Block block = new Block(List.of(
                tags(),
                new Block.Keyword(
                        "table",
                        Subject.of(Type.TEXT, "a table of the target"),
                        List.of(
                                Option.of("from", Type.TEXT, "the table of the file, where its name differs"),
                                Option.of("drop", TEXTS, "columns of the file that are left out"),
                                Option.of(
                                        "rename",
                                        new Type.MapOf(Type.TEXT),
                                        "columns of the file and their names in the target"),
                                Option.of("set", columns, "columns that always get this value"),
                                Option.of(
                                        "fill", columns, "columns that get this value where they are missing or NULL"),
                                Option.of(
                                        "convert",
                                        new Type.MapOf(new Type.FunctionOr(Type.TEXT)),
                                        "columns whose values are converted: by a name, or a function of the row"),
                                Option.of(
                                        "where",
                                        new Type.FunctionOr(Type.BOOL),
                                        "which rows are taken: a function of the row"),
                                Option.of("unique", TEXTS, "columns whose values are made unique by a number")),
                        "Says how the rows of one table become the target's.")));
        return Form.of("import", DATABASE)
                .option(
                        Option.required("from", Type.PATH, "the file or folder that an export wrote"),
                        Option.of(
                                        "mode",
                                        new Type.OneOf(List.of("replace", "append")),
                                        "whether the rows that are there go, or stay")
                                .standard(Value.of("replace")),
                        Option.of("tables", TEXTS, "which tables; all of the file unless told"),
                        Option.of(
                                "rejects",
                                Type.PATH,
                                "a file into which rows go that the tables would refuse, and those that lead to them; unless told, such"
                                        + " a row stops the import"),
                        Options.TIMEOUT)
                .options(Options.CONTEXT)
                .block(block)
                .result(new Type.MapOf(Type.ANY))
                .worst(Effect.RESTORABLE)
                .doc(
                        "Brings rows of an export into tables, converted to the types of the target, all in one transaction: after a failure nothing of it is there."
                                + " The result is for 'verify rows:', which then knows what was done to the rows on the way.")
                .example("import('v4', from: file, mode: 'replace') { table 'video_video', drop: ['tags'] }")
                .form();
    }

    private static Block.Keyword tags() {
        return new Block.Keyword(
                "tags",
                Subject.of(
                        Type.TEXT,
                        "what the tables are called: NAME_tags with id, name and count, NAME_uses with id, object_id and tag_id"),
                List.of(
                        Option.required(
                                "from", Type.TEXT, "the table of the file with NAME_id and the joined tag_name"),
                        Option.required(
                                "of",
                                Type.TEXT,
                                "the table of the file with what is tagged: its id, and in tags what people typed"),
                        Option.of(
                                "whole",
                                TEXTS,
                                "names that hold a comma; what is not certain is parted at all other commas")),
                "Makes two tables of tags that Esup-Pod's own script joined. What is certain is parted, the rest is refused.");
    }

    static Form rows() {
        Type source = new Type.AnyOf(List.of(Type.PATH, new Type.Resource("database"), new Type.MapOf(Type.ANY)));
        return Form.of("verify", Subject.none(), "rows", new Type.Resource("database"), "the database that was filled")
                .option(
                        Option.required(
                                "from",
                                source,
                                "the file or the database that its rows came from, or what an import gave"),
                        Option.of("tables", TEXTS, "which tables; all unless told"),
                        Options.TIMEOUT)
                .options(Options.CONTEXT)
                .worst(Effect.READS)
                .doc(
                        "The tables must hold the rows that they came from: as many, and equal ones, by a checksum of both sides. Rows must"
                                + " lead to rows that are there, and counters be ahead of the rows. Where something differs, the first"
                                + " rows are named.")
                .example("verify rows: 'v4', from: database('v3')")
                .form();
    }
}
