package dev.belay.drivers.data;

import dev.belay.catalog.Block;
import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Driver;
import dev.belay.driver.Operation;
import dev.belay.expr.Type;
import java.util.List;

/** Data from one database into another, by way of files. */
public final class DataDriver implements Driver {

    private static final Subject DATABASE = Subject.resource("database");
    private static final Type TEXTS = new Type.ListOf(Type.TEXT);

    @Override
    public String name() {
        return "data";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Operation> operations() {
        return List.of(new Operation(export(), Export::of));
    }

    private static Form export() {
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
                        Options.TIMEOUT)
                .options(Options.CONTEXT)
                .block(block)
                .result(Type.PATH)
                .worst(Effect.REVERSIBLE)
                .doc("Writes tables as JSON out of one consistent snapshot. The result is the path.")
                .example("export 'v3', to: '/srv/pod/v3.json', format: 'pod', tables: ['auth_user']")
                .form();
    }
}
