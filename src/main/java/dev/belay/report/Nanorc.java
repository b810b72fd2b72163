package dev.belay.report;

import static dev.belay.report.LanguageWords.any;

import dev.belay.catalog.Catalog;

/**
 * The rules by which nano, and JLine at the prompt, colour scripts and site files: GNU nano's manual, "Syntax Highlighting". A rule
 * colours what it fits in a line, past all rules before it; so what may hold anything comes last: texts, then comments. JLine does not see
 * texts of several lines, whose ends look like their beginnings: it colours their lines as others.
 */
public final class Nanorc {

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

    private Nanorc() {}

    /** The text of {@code belay.nanorc}. */
    public static String of(Catalog catalog) {
        LanguageWords words = LanguageWords.of(catalog);
        return """
                # Colours for scripts and site files of Belay, for nano and for JLine. Made from the catalogue; do not edit.
                syntax "belay" "\\.groovy$"
                comment "//"

                # verbs, what stands in their braces, declarations, statements, functions
                """
                + color("brightblue", word(any(words.verbs())))
                + color("blue", word(any(words.keywords())))
                + color("magenta", word(any(words.declarations())))
                + color("brightmagenta", word(any(words.statements())))
                + color("brightcyan", word(any(words.functions())) + "\\(")
                + """

                # properties and methods, options and keys
                """
                + color("brightcyan", "\\." + NAME)
                + color("cyan", "\\<" + NAME + ":")
                + """

                # numbers with their units, constants
                """
                + color("yellow", word("[0-9][0-9_]*(\\.[0-9][0-9_]*)?(\\." + any(words.units()) + ")?"))
                + color("yellow", word("(true|false|null)"))
                + """

                # texts, and the values in those in double quotes
                """
                + color("green", "'([^'\\\\]|\\\\.)*'|\"([^\"\\\\]|\\\\.)*\"")
                + color("brightgreen", "\\$" + NAME + "(\\." + NAME + ")*", "\\$\\{[^}]*\\}")
                + color("green", "\\\\[$][A-Za-z0-9_.]*", "\\B'[^'\"]*\\$[^'\"]*'")
                + lines("green", "'''", "'''")
                + lines("green", "\"\"\"", "\"\"\"")
                + """

                # comments
                """
                + color("brightblack", "(^|[[:blank:]])//.*", "^#!.*")
                + lines("brightblack", "(^|[[:blank:]])/\\*", "\\*/");
    }

    private static String word(String expression) {
        return "\\<" + expression + "\\>";
    }

    private static String color(String color, String... expressions) {
        return "color " + color + " \"" + String.join("\" \"", expressions) + "\"\n";
    }

    private static String lines(String color, String start, String end) {
        return "color " + color + " start=\"" + start + "\" end=\"" + end + "\"\n";
    }
}
