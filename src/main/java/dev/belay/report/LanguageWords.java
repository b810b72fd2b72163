package dev.belay.report;

import dev.belay.catalog.Block;
import dev.belay.catalog.Catalog;
import dev.belay.catalog.Vocabulary;
import dev.belay.catalog.Word.Place;
import dev.belay.expr.Methods;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The words that editors colour, each list sorted.
 *
 * @param verbs that drivers bring
 * @param keywords that stand in the braces behind a verb
 * @param declarations words of the language that declare something, and the kinds of resources
 * @param statements words of the language with a shape of their own
 * @param functions of the language
 * @param units of durations and sizes
 */
record LanguageWords(
        List<String> verbs,
        List<String> keywords,
        List<String> declarations,
        List<String> statements,
        List<String> functions,
        List<String> units) {

    static LanguageWords of(Catalog catalog) {
        return new LanguageWords(
                sorted(catalog.verbs()),
                sorted(catalog.forms().stream()
                        .flatMap(form -> form.block().stream())
                        .flatMap(block -> block.keywords().stream())
                        .map(Block.Keyword::name)
                        .toList()),
                sorted(Stream.of(Vocabulary.names(Place.SCRIPT), Vocabulary.names(Place.SITE), catalog.kinds())
                        .flatMap(Collection::stream)
                        .toList()),
                sorted(Stream.concat(Vocabulary.names(Place.STATEMENT).stream(), Stream.of("in"))
                        .filter(word -> !Methods.names().contains(word))
                        .toList()),
                sorted(Vocabulary.names(Place.FUNCTION)),
                sorted(Vocabulary.names(Place.UNIT)));
    }

    private static List<String> sorted(Collection<String> words) {
        return words.stream().distinct().sorted().toList();
    }

    /** Words as one regular expression: {@code (a|b)}. */
    static String any(List<String> words) {
        return "(" + String.join("|", words) + ")";
    }
}
