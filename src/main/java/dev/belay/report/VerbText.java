package dev.belay.report;

import dev.belay.catalog.Block;
import dev.belay.catalog.Catalog;
import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Subject;
import dev.belay.catalog.Technology;
import dev.belay.catalog.Vocabulary;
import dev.belay.catalog.Word;
import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The reference of the language, made from the catalogue. */
public final class VerbText {

    private final Catalog catalog;
    private final Page page;
    private final OptionText options;

    /** The reference of this catalogue for this page. */
    public VerbText(Catalog catalog, Page page) {
        this.catalog = catalog;
        this.page = page;
        this.options = new OptionText(catalog);
    }

    /** Every form and declaration in a line or two. */
    public String all() {
        VerbLines out = new VerbLines(page);
        List<Form> forms = catalog.verbs().stream()
                .flatMap(verb -> catalog.formsOf(verb).stream())
                .toList();
        List<Technology> technologies = technologies();
        Consumer<Form> form = each -> out.beside(VerbLines.shape(each), each.doc());
        Consumer<Technology> technology = each -> out.beside(VerbLines.shape(each), each.doc());
        section(out, "Steps", forms, form);
        section(out, "Declarations", technologies, technology);
        for (Word.Place place : Word.Place.values()) {
            section(out, place.title(), Vocabulary.of(place), word -> out.beside(word.shape(), word.doc()));
        }
        out.line("belay verbs WORD tells all of one: a verb, a declaration, an option such as touches.");
        return out.toString();
    }

    private List<Technology> technologies() {
        return catalog.kinds().stream()
                .flatMap(kind -> catalog.technologiesOf(kind).stream())
                .toList();
    }

    private static <T> void section(VerbLines out, String title, List<T> things, Consumer<T> line) {
        if (!things.isEmpty()) {
            out.heading(title);
            things.forEach(line);
            out.line("");
        }
    }

    /** All that can be asked for. */
    public List<String> words() {
        Set<String> words = new LinkedHashSet<>(catalog.verbs());
        words.addAll(catalog.kinds());
        technologies().forEach(technology -> words.add(technology.name()));
        catalog.forms().forEach(form -> form.technology().ifPresent(words::add));
        Vocabulary.all().forEach(word -> words.addAll(word.names()));
        words.addAll(options.names());
        return List.copyOf(words);
    }

    /** The words of which the reference speaks where it says this; for a word that it does not have. */
    public List<String> speakingOf(String text) {
        Predicate<String> speaks = Pattern.compile("\\b" + Pattern.quote(text) + "\\b", Pattern.CASE_INSENSITIVE)
                .asPredicate();
        Set<String> words = new LinkedHashSet<>();
        for (Form form : catalog.forms()) {
            if (speaks.test(form.doc() + "\n" + form.example()) || speaks(form.options(), speaks)) {
                words.add(form.verb());
            }
        }
        for (Technology technology : technologies()) {
            if (speaks.test(technology.doc()) || speaks(technology.options(), speaks)) {
                words.add(technology.kind());
            }
        }
        for (Word word : Vocabulary.all()) {
            if (speaks.test(word.doc()) || speaks(word.options(), speaks)) {
                words.add(word.names().get(0));
            }
        }
        return List.copyOf(words);
    }

    private static boolean speaks(List<Option> options, Predicate<String> speaks) {
        return options.stream().anyMatch(option -> speaks.test(option.doc()));
    }

    /** A verb with all of its forms, a kind of declaration or one of its technologies, a word of the language itself, an option. */
    public String one(String word) {
        VerbLines out = new VerbLines(page);
        catalog.formsOf(word).forEach(form -> form(out, form));
        catalog.technologiesOf(word).forEach(technology -> technology(out, technology));
        technologies().stream()
                .filter(technology -> technology.name().equals(word))
                .forEach(technology -> {
                    technology(out, technology);
                    steps(out, technology);
                });
        Vocabulary.named(word).forEach(each -> word(out, each));
        options.write(word, out);
        return out.toString();
    }

    /** What can be done with a resource of a technology. */
    private void steps(VerbLines out, Technology technology) {
        List<String> shapes = catalog.verbs().stream()
                .flatMap(verb -> catalog.formsOf(verb).stream())
                .filter(form ->
                        form.technology().filter(technology.name()::equals).isPresent())
                .map(Form::verb)
                .distinct()
                .toList();
        if (!shapes.isEmpty()) {
            out.heading("verbs for it: " + String.join(", ", shapes)).line("");
        }
    }

    /** The reference as JSON: of one word, or of all. */
    public String json(Optional<String> word) {
        return JsonText.page(Json.object()
                .list("forms", word.map(catalog::formsOf).orElseGet(catalog::forms), this::json)
                .list(
                        "declarations",
                        technologies().stream()
                                .filter(each -> word.map(text -> text.equals(each.kind()) || text.equals(each.name()))
                                        .orElse(true))
                                .toList(),
                        this::json)
                .list("words", word.map(Vocabulary::named).orElseGet(Vocabulary::all), VerbText::json)
                .list("options", word.map(options::json).orElse(List.of()), json -> json)
                .build());
    }

    private void form(VerbLines out, Form form) {
        out.heading(VerbLines.shape(form));
        out.sentence(form.doc());
        if (form.subject() instanceof Subject.OfType subject) {
            out.sentence("'...' is " + subject.type().word() + ": " + subject.doc());
        }
        out.sentence(effect(form.worst())
                + form.result().map(type -> " Gives " + type.word() + ".").orElse(""));
        out.options(form.options());
        form.block().ifPresent(block -> block(out, block));
        out.example(form.example());
    }

    private void technology(VerbLines out, Technology technology) {
        out.heading(VerbLines.shape(technology));
        out.sentence(technology.doc());
        out.sentence(technology.name() + ": " + technology.type().word());
        out.options(technology.options());
        technology
                .properties()
                .forEach(property ->
                        out.option("." + property.name(), property.type().word() + ": " + property.doc()));
        out.example(technology.example());
    }

    private static void word(VerbLines out, Word word) {
        out.heading(word.shape());
        out.sentence(word.doc());
        out.options(word.options());
        out.example(word.example());
    }

    private static void block(VerbLines out, Block block) {
        for (Block.Keyword keyword : block.keywords()) {
            out.line("  { " + keyword.name() + " }  " + keyword.doc());
            out.options(keyword.options());
        }
    }

    private static String effect(Effect effect) {
        return switch (effect) {
            case READS -> "Changes nothing.";
            case REVERSIBLE -> "Can be undone.";
            case RESTORABLE -> "Can be undone by restoring a backup.";
            case IRREVERSIBLE -> "There may be no way back.";
        };
    }

    private Json json(Form form) {
        return Json.object()
                .put("form", form.key())
                .put("verb", form.verb())
                .put("variant", form.variant(), Json.Text::new)
                .put("technology", form.technology(), Json.Text::new)
                .put("subject", subject(form.subject()))
                .put("worst", form.worst())
                .put("doc", form.doc())
                .put("example", form.example())
                .list("options", form.options(), VerbText::json)
                .build();
    }

    private static String subject(Subject subject) {
        if (subject instanceof Subject.OfResource resource) {
            return "the name of a " + resource.kind();
        }
        return subject instanceof Subject.OfType type ? type.type().word() : "";
    }

    private Json json(Technology technology) {
        return Json.object()
                .put("kind", technology.kind())
                .put("technology", technology.name())
                .put("type", technology.type().word())
                .put("doc", technology.doc())
                .put("example", technology.example())
                .list("options", technology.options(), VerbText::json)
                .texts(
                        "properties",
                        technology.properties().stream()
                                .map(Technology.Property::name)
                                .toList())
                .build();
    }

    private static Json json(Word word) {
        return Json.object()
                .texts("names", word.names())
                .put("place", word.place())
                .put("shape", word.shape())
                .put("doc", word.doc())
                .put("example", word.example())
                .list("options", word.options(), VerbText::json)
                .build();
    }

    static Json json(Option option) {
        return Json.object()
                .put("name", option.name())
                .put("type", option.type().word())
                .flag("required", option.required())
                .put("standard", option.standard().map(VerbLines::text), Json.Text::new)
                .put("doc", option.doc())
                .build();
    }
}
