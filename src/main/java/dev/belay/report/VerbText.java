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
import dev.belay.expr.Value;
import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import dev.belay.report.Page.Tone;
import dev.belay.value.DurationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The reference of the language, made from the catalogue. */
public final class VerbText {

    private static final int SHAPES = 40;
    private static final String LATER = "Not in this version";

    private final Catalog catalog;
    private final Page page;

    /** The reference of this catalogue for this page. */
    public VerbText(Catalog catalog, Page page) {
        this.catalog = catalog;
        this.page = page;
    }

    /** Every form and declaration in a line or two. */
    public String all() {
        StringBuilder out = new StringBuilder();
        List<Form> forms = catalog.verbs().stream()
                .flatMap(verb -> catalog.formsOf(verb).stream())
                .toList();
        List<Technology> technologies = catalog.kinds().stream()
                .flatMap(kind -> catalog.technologiesOf(kind).stream())
                .toList();
        section(out, "Steps", forms, form -> !catalog.isForthcoming(form), form -> line(out, shape(form), form.doc()));
        section(
                out,
                "Declarations",
                technologies,
                technology -> !catalog.isForthcoming(technology),
                technology -> line(out, shape(technology), technology.doc()));
        for (Word.Place place : Word.Place.values()) {
            section(
                    out,
                    place.title(),
                    Vocabulary.of(place),
                    word -> true,
                    word -> line(out, word.shape(), word.doc()));
        }
        section(out, LATER, forms, catalog::isForthcoming, form -> line(out, shape(form), form.doc()));
        section(
                out,
                LATER + ": declarations",
                technologies,
                catalog::isForthcoming,
                technology -> line(out, shape(technology), technology.doc()));
        return out.append("belay verbs WORD tells the options of one, with an example.\n")
                .toString();
    }

    private <T> void section(StringBuilder out, String title, List<T> things, Predicate<T> shown, Consumer<T> line) {
        List<T> all = things.stream().filter(shown).toList();
        if (!all.isEmpty()) {
            out.append(page.paint(Tone.STRONG, title)).append('\n');
            all.forEach(line);
            out.append('\n');
        }
    }

    /** All that can be asked for. */
    public static List<String> words(Catalog catalog) {
        List<String> words = new ArrayList<>(catalog.verbs());
        words.addAll(catalog.kinds());
        Vocabulary.all().forEach(word -> words.addAll(word.names()));
        return words;
    }

    /** A verb with all of its forms, a kind of declaration, or a word of the language itself. */
    public String one(String word) {
        StringBuilder out = new StringBuilder();
        catalog.formsOf(word).forEach(form -> form(out, form));
        catalog.technologiesOf(word).forEach(technology -> technology(out, technology));
        Vocabulary.named(word).forEach(each -> word(out, each));
        return out.toString();
    }

    /** The reference as JSON: of one word, or of all. */
    public String json(Optional<String> word) {
        return JsonText.page(Json.object()
                .list("forms", word.map(catalog::formsOf).orElseGet(catalog::forms), this::json)
                .list(
                        "declarations",
                        catalog.kinds().stream()
                                .filter(kind -> word.map(kind::equals).orElse(true))
                                .flatMap(kind -> catalog.technologiesOf(kind).stream())
                                .toList(),
                        this::json)
                .list("words", word.map(Vocabulary::named).orElseGet(Vocabulary::all), VerbText::json)
                .build());
    }

    private void line(StringBuilder out, String shape, String doc) {
        String first = doc.contains(". ") ? doc.substring(0, doc.indexOf(". ") + 1) : doc;
        String lead = "  " + Page.pad(shape, SHAPES) + "  ";
        for (String text : page.wrap(first, SHAPES + 4)) {
            out.append(lead).append(text).append('\n');
            lead = " ".repeat(SHAPES + 4);
        }
    }

    private static String shape(Form form) {
        Subject subject = form.subject();
        String text = form.verb();
        if (subject instanceof Subject.OfResource resource) {
            text += " 'name of a " + resource.kind() + "'";
        } else if (subject instanceof Subject.OfType) {
            text += " '...'";
        }
        String variant = form.variant()
                .map(word -> (text(subject) ? ", " : " ") + word + ": ...")
                .orElse("");
        return text + variant + form.technology().map(word -> " (" + word + ")").orElse("");
    }

    private static boolean text(Subject subject) {
        return !(subject instanceof Subject.None);
    }

    private static String shape(Technology technology) {
        return technology.kind() + " 'name', " + technology.name() + ": ...";
    }

    private void form(StringBuilder out, Form form) {
        out.append(page.paint(Tone.STRONG, shape(form))).append('\n');
        later(out, catalog.isForthcoming(form));
        sentence(out, form.doc());
        if (form.subject() instanceof Subject.OfType subject) {
            sentence(out, "'...' is " + subject.type().word() + ": " + subject.doc());
        }
        sentence(
                out,
                effect(form.worst())
                        + form.result()
                                .map(type -> " Gives " + type.word() + ".")
                                .orElse(""));
        options(out, form.options());
        form.block().ifPresent(block -> block(out, block));
        example(out, form.example());
    }

    private void technology(StringBuilder out, Technology technology) {
        out.append(page.paint(Tone.STRONG, shape(technology))).append('\n');
        later(out, catalog.isForthcoming(technology));
        sentence(out, technology.doc());
        sentence(out, technology.name() + ": " + technology.type().word());
        options(out, technology.options());
        technology
                .properties()
                .forEach(property ->
                        option(out, "." + property.name(), property.type().word() + ": " + property.doc()));
        example(out, technology.example());
    }

    private void word(StringBuilder out, Word word) {
        out.append(page.paint(Tone.STRONG, word.shape())).append('\n');
        sentence(out, word.doc());
        options(out, word.options());
        example(out, word.example());
    }

    private void later(StringBuilder out, boolean forthcoming) {
        if (forthcoming) {
            out.append("  ")
                    .append(page.paint(Tone.WARN, LATER + ": check accepts it, a preview refuses it."))
                    .append('\n');
        }
    }

    private void block(StringBuilder out, Block block) {
        for (Block.Keyword keyword : block.keywords()) {
            out.append("  { ")
                    .append(keyword.name())
                    .append(" }  ")
                    .append(keyword.doc())
                    .append('\n');
            options(out, keyword.options());
        }
    }

    private void options(StringBuilder out, List<Option> options) {
        for (Option option : options) {
            String required = option.required() ? " (required)" : "";
            String standard = option.standard()
                    .map(value -> "; " + text(value) + " unless told")
                    .orElse("");
            option(out, option.name() + ":", option.type().word() + required + standard + ". " + capital(option.doc()));
        }
    }

    private void option(StringBuilder out, String name, String text) {
        String lead = "    " + Page.pad(name, 14) + " ";
        for (String line : page.wrap(text, lead.length())) {
            out.append(lead).append(line).append('\n');
            lead = " ".repeat(lead.length());
        }
    }

    private void sentence(StringBuilder out, String text) {
        page.wrap(text, 2).forEach(line -> out.append("  ").append(line).append('\n'));
    }

    private void example(StringBuilder out, String example) {
        if (!example.isBlank()) {
            out.append("  for example\n");
            example.strip()
                    .lines()
                    .forEach(line -> out.append("    ").append(line).append('\n'));
        }
        out.append('\n');
    }

    private static String effect(Effect effect) {
        return switch (effect) {
            case READS -> "Changes nothing.";
            case REVERSIBLE -> "Can be undone.";
            case RESTORABLE -> "Can be undone by restoring a backup.";
            case IRREVERSIBLE -> "There may be no way back.";
        };
    }

    private static String capital(String text) {
        return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return "'" + text.text() + "'";
        }
        if (value instanceof Value.Decimal number) {
            return number.number().toPlainString();
        }
        if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.truth());
        }
        if (value instanceof Value.Span span) {
            return DurationText.about(span.duration());
        }
        if (value instanceof Value.Bytes bytes) {
            return bytes.size().toString();
        }
        if (value instanceof Value.Items items) {
            return items.items().stream().map(VerbText::text).toList().toString();
        }
        return value instanceof Value.Entries entries && entries.entries().isEmpty() ? "[:]" : "a value";
    }

    private Json json(Form form) {
        return Json.object()
                .put("form", form.key())
                .flag("forthcoming", catalog.isForthcoming(form))
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
                .flag("forthcoming", catalog.isForthcoming(technology))
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

    private static Json json(Option option) {
        return Json.object()
                .put("name", option.name())
                .put("type", option.type().word())
                .flag("required", option.required())
                .put("standard", option.standard().map(VerbText::text), Json.Text::new)
                .put("doc", option.doc())
                .build();
    }
}
