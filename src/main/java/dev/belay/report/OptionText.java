package dev.belay.report;

import dev.belay.catalog.Catalog;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Technology;
import dev.belay.catalog.Vocabulary;
import dev.belay.plan.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The reference the other way round: what an option, or a word that chooses a form, means wherever it may stand. */
final class OptionText {

    private static final String EVERY = "every step";

    private final List<Use> uses = new ArrayList<>();

    /**
     * One place of an option.
     *
     * @param word what {@code belay verbs} is asked for all of it
     * @param shape how that is written, in a few words
     */
    private record Use(String word, String shape, Option option) {}

    OptionText(Catalog catalog) {
        catalog.verbs().forEach(verb -> catalog.formsOf(verb).forEach(this::add));
        for (String kind : catalog.kinds()) {
            catalog.technologiesOf(kind).forEach(this::add);
        }
        Vocabulary.all()
                .forEach(word -> word.options()
                        .forEach(option -> uses.add(new Use(word.names().get(0), word.shape(), option))));
        Options.EVERY.forEach(option -> uses.add(new Use(EVERY, EVERY, option)));
    }

    private void add(Form form) {
        form.options().forEach(option -> uses.add(new Use(form.verb(), VerbLines.shape(form), option)));
        form.block().stream()
                .flatMap(block -> block.keywords().stream())
                .forEach(keyword -> keyword.options()
                        .forEach(option -> uses.add(
                                new Use(form.verb(), keyword.name() + " in the block of " + form.verb(), option))));
    }

    private void add(Technology technology) {
        String shape = VerbLines.shape(technology);
        technology.options().forEach(option -> uses.add(new Use(technology.kind(), shape, option)));
        technology
                .properties()
                .forEach(property -> uses.add(new Use(
                        technology.kind(),
                        technology.kind() + "('name')." + property.name() + " (" + technology.name() + ")",
                        Option.of(property.name(), property.type(), property.doc()))));
    }

    /** The names of all options, in alphabetical order. */
    List<String> names() {
        return List.copyOf(
                new TreeSet<>(uses.stream().map(use -> use.option().name()).toList()));
    }

    /** Where an option may stand: those of one meaning together. */
    void write(String name, VerbLines lines) {
        Map<String, List<Use>> meanings = new LinkedHashMap<>();
        of(name).forEach(use -> meanings.computeIfAbsent(VerbLines.text(use.option()), text -> new ArrayList<>())
                .add(use));
        if (meanings.isEmpty()) {
            return;
        }
        lines.heading(name + ": as an option");
        meanings.forEach((meaning, together) -> {
            lines.sentence("of " + String.join("; ", shapes(together)));
            lines.indented(meaning);
        });
        List<String> words = of(name).map(Use::word)
                .filter(word -> !word.equals(name) && !word.equals(EVERY))
                .distinct()
                .toList();
        if (words.size() == 1) {
            lines.sentence("belay verbs " + words.get(0) + " tells all of it");
        } else if (!words.isEmpty()) {
            lines.sentence("belay verbs WORD tells all of one: " + String.join(", ", words));
        }
        lines.line("");
    }

    /** The shapes of these; the verb alone where all of its forms have the option, and in this meaning. */
    private List<String> shapes(List<Use> together) {
        return together.stream()
                .map(use -> isWhole(use, together) ? use.word() : use.shape())
                .distinct()
                .toList();
    }

    private boolean isWhole(Use use, List<Use> together) {
        List<String> all = shapesOf(uses.stream(), use.word());
        List<String> here = shapesOf(together.stream(), use.word());
        return all.equals(here);
    }

    private static List<String> shapesOf(Stream<Use> uses, String word) {
        return uses.filter(use -> use.word().equals(word))
                .map(Use::shape)
                .distinct()
                .toList();
    }

    /** Where an option may stand, as JSON. */
    List<Json> json(String name) {
        return of(name).<Json>map(use -> Json.object()
                        .put("of", use.shape())
                        .put("option", VerbText.json(use.option()))
                        .build())
                .toList();
    }

    private Stream<Use> of(String name) {
        return uses.stream().filter(use -> use.option().name().equals(name));
    }
}
