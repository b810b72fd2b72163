package dev.belay.drivers.forthcoming;

import dev.belay.catalog.Block;
import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Subject;
import dev.belay.expr.Type;
import java.util.List;

/** Data from one database into another, by way of files. */
final class DataForms {

    private static final Subject DATABASE = Subject.resource("database");
    private static final Type TEXTS = new Type.ListOf(Type.TEXT);

    private DataForms() {}

    static List<Form> forms() {
        return List.of(bring(), rows());
    }

    private static Form bring() {
        Type columns = new Type.MapOf(new Type.FunctionOr(Type.ANY));
        Block block = new Block(List.of(new Block.Keyword(
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
                        Option.of("fill", columns, "columns that get this value where they are missing or NULL"),
                        Option.of("convert", new Type.MapOf(Type.TEXT), "columns whose values are converted, and how"),
                        Option.of("unique", TEXTS, "columns whose values are made unique by a number")),
                "Says how the rows of one table become the target's.")));
        return Form.of("import", DATABASE)
                .option(
                        Option.required("from", Type.PATH, "the file or folder that an export wrote"),
                        Option.of(
                                "mode",
                                new Type.OneOf(List.of("replace", "append", "update")),
                                "what becomes of the rows that are there"),
                        Option.of("tables", TEXTS, "which tables; all of the file unless told"),
                        Option.of("order", new Type.OneOf(List.of("foreign keys", "file")), "in which order"))
                .block(block)
                .worst(Effect.RESTORABLE)
                .doc(
                        "Brings rows of files into tables, converted to the types of the target, each table whole or not at all.")
                .example("import('v4', from: file, mode: 'replace') { table 'video_video', drop: ['tags'] }")
                .form();
    }

    private static Form rows() {
        Type source = new Type.AnyOf(List.of(Type.PATH, new Type.Resource("database")));
        return Form.of("verify", Subject.none(), "rows", new Type.Resource("database"), "the database that was filled")
                .option(
                        Option.required("from", source, "the file or the database that its rows came from"),
                        Option.of("tables", TEXTS, "which tables; all unless told"))
                .worst(Effect.READS)
                .doc("The tables must hold as many rows, and the same sums, as where they came from.")
                .example("verify rows: 'v4', from: file")
                .form();
    }
}
