package dev.belay.report;

import static dev.belay.report.LanguageWords.any;

import dev.belay.catalog.Catalog;
import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Scripts and site files as a TextMate grammar, for editors: the manual of TextMate, "Language Grammars". The names of what is found are
 * those that themes know ("Naming Conventions" there). Its expressions are such that Oniguruma and Java read them alike.
 */
public final class TextMateGrammar {

    private static final String NAME = "[A-Za-z_]\\w*";

    /** What stands before a word that is none of a longer one, and no property. */
    private static final String ALONE = "(?<![\\w$.])";

    /** What names an option is no word of the language. */
    private static final String NO_OPTION = "\\b(?!:)";

    private TextMateGrammar() {}

    /** The text of {@code belay.tmLanguage.json}. */
    public static String of(Catalog catalog) {
        LanguageWords words = LanguageWords.of(catalog);
        Map<String, Json> repository = new LinkedHashMap<>();
        repository.put("comments", patterns(comments()));
        repository.put("texts", patterns(texts()));
        repository.put("values", patterns(values(words)));
        repository.put("words", patterns(words(words)));
        repository.put("signs", patterns(signs()));
        List<String> ways = List.copyOf(repository.keySet());
        repository.put("braces", region("meta.braces.belay", "\\{", "\\}", include("$self")));
        return JsonText.page(Json.object()
                .put("name", "Belay")
                .put("scopeName", "source.belay")
                .texts("fileTypes", List.of("groovy"))
                .list("patterns", ways, name -> include("#" + name))
                .map("repository", repository, rules -> rules)
                .build());
    }

    private static List<Json> comments() {
        return List.of(
                match("comment.line.shebang.belay", "\\A#!.*$"),
                match("comment.line.double-slash.belay", "//.*$"),
                region("comment.block.belay", "/\\*", "\\*/"));
    }

    private static List<Json> texts() {
        Json escape = match("constant.character.escape.belay", "\\\\.");
        Json[] inner = {
            escape,
            Json.object()
                    .put("name", "variable.other.value.belay")
                    .put("begin", "\\$\\{")
                    .put("end", "\\}")
                    .list("patterns", List.of(include("#braces"), include("$self")), rule -> rule)
                    .build(),
            match("variable.other.value.belay", "\\$" + NAME + "(\\." + NAME + ")*")
        };
        return List.of(
                region("string.quoted.triple.single.belay", "'''", "'''", escape),
                region("string.quoted.triple.double.belay", "\"\"\"", "\"\"\"", inner),
                region("string.quoted.single.belay", "'", "'", escape),
                region("string.quoted.double.belay", "\"", "\"", inner));
    }

    private static List<Json> values(LanguageWords words) {
        String number = "(?<![\\w$])(?<![\\w)\\]]\\.)\\d[\\d_]*(?:\\.\\d[\\d_]*)?";
        return List.of(
                captures(
                        "(" + number + ")\\." + any(words.units()) + "\\b",
                        "constant.numeric.belay",
                        "keyword.other.unit.belay"),
                match("constant.numeric.belay", number),
                match("constant.language.belay", ALONE + "(true|false|null)" + NO_OPTION));
    }

    private static List<Json> words(LanguageWords words) {
        return List.of(
                captures("(\\.)(" + NAME + ")", "keyword.operator.belay", "entity.name.function.member.belay"),
                captures(ALONE + "(" + NAME + ")(:)", "variable.parameter.option.belay", "punctuation.separator.belay"),
                word("storage.type.belay", List.of("def")),
                word("keyword.control.belay", without(words.statements(), "def")),
                captures(ALONE + any(words.functions()) + "(?=\\()", "support.function.belay"),
                captures(ALONE + "(phase)" + NO_OPTION, "keyword.other.phase.belay"),
                word("storage.type.declaration.belay", without(words.declarations(), "phase")),
                word("support.function.verb.belay", words.verbs()),
                word("keyword.other.table.belay", words.keywords()));
    }

    private static List<Json> signs() {
        return List.of(
                match("keyword.operator.belay", "\\?\\.|\\?:|->|\\.\\.<?|==|!=|<=|>=|&&|\\|\\||[-+*/%<>=!?:]"),
                match("punctuation.separator.belay", "[,;]"));
    }

    private static List<String> without(List<String> words, String word) {
        return words.stream().filter(each -> !each.equals(word)).toList();
    }

    private static Json word(String name, List<String> words) {
        return match(name, ALONE + any(words) + NO_OPTION);
    }

    private static Json match(String name, String expression) {
        return Json.object().put("name", name).put("match", expression).build();
    }

    /** @param names of what the groups of the expression fit, one after another */
    private static Json captures(String expression, String... names) {
        Map<String, Json> captures = new LinkedHashMap<>();
        Stream.of(names)
                .forEach(name -> captures.put(
                        String.valueOf(captures.size() + 1),
                        Json.object().put("name", name).build()));
        return Json.object()
                .put("match", expression)
                .map("captures", captures, name -> name)
                .build();
    }

    private static Json region(String name, String begin, String end, Json... inner) {
        Json.Builder region =
                Json.object().put("name", name).put("begin", begin).put("end", end);
        return inner.length == 0
                ? region.build()
                : region.list("patterns", List.of(inner), rule -> rule).build();
    }

    private static Json include(String what) {
        return Json.object().put("include", what).build();
    }

    private static Json patterns(List<Json> rules) {
        return Json.object().list("patterns", rules, rule -> rule).build();
    }
}
