package dev.belay.report;

import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Subject;
import dev.belay.catalog.Technology;
import dev.belay.expr.Value;
import dev.belay.report.Page.Tone;
import dev.belay.value.DurationText;
import java.util.List;
import java.util.Locale;

/** How the lines of the reference are laid out. */
final class VerbLines {

    private static final int SHAPES = 40;

    private final Page page;
    private final StringBuilder out = new StringBuilder();

    VerbLines(Page page) {
        this.page = page;
    }

    /** How a form is written, in a few words. */
    static String shape(Form form) {
        Subject subject = form.subject();
        String text = form.verb();
        if (subject instanceof Subject.OfResource resource) {
            text += " 'name of a " + resource.kind() + "'";
        } else if (subject instanceof Subject.OfType) {
            text += " '...'";
        }
        String variant = form.variant()
                .map(word -> (subject instanceof Subject.None ? " " : ", ") + word + ": ...")
                .orElse("");
        return text + variant + form.technology().map(word -> " (" + word + ")").orElse("");
    }

    /** How a declaration is written, in a few words. */
    static String shape(Technology technology) {
        return technology.kind() + " 'name', " + technology.name() + ": ...";
    }

    /** What an option takes, and what it is. */
    static String text(Option option) {
        String required = option.required() ? " (required)" : "";
        String standard = option.standard()
                .map(value -> "; " + text(value) + " unless told")
                .orElse("");
        return option.type().word() + required + standard + ". " + capital(option.doc());
    }

    VerbLines heading(String text) {
        return line(page.paint(Tone.STRONG, text));
    }

    VerbLines line(String text) {
        out.append(text).append('\n');
        return this;
    }

    /** A shape beside the first sentence about it. */
    void beside(String shape, String doc) {
        String first = doc.contains(". ") ? doc.substring(0, doc.indexOf(". ") + 1) : doc;
        boolean fits = shape.length() <= SHAPES;
        if (!fits) {
            line("  " + shape);
        }
        columns(fits ? "  " + Page.pad(shape, SHAPES) + "  " : " ".repeat(SHAPES + 4), first, SHAPES + 4);
    }

    void sentence(String text) {
        page.wrap(text, 2).forEach(line -> line("  " + line));
    }

    void indented(String text) {
        page.wrap(text, 4).forEach(line -> line("    " + line));
    }

    void options(List<Option> options) {
        options.forEach(option -> option(option.name() + ":", text(option)));
    }

    void option(String name, String text) {
        String lead = "    " + Page.pad(name, 14) + " ";
        columns(lead, text, lead.length());
    }

    private void columns(String first, String text, int indent) {
        String lead = first;
        for (String line : page.wrap(text, indent)) {
            line(lead + line);
            lead = " ".repeat(indent);
        }
    }

    void example(String example) {
        if (!example.isBlank()) {
            line("  for example");
            example.strip().lines().forEach(line -> line("    " + line));
        }
        line("");
    }

    static String capital(String text) {
        return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** A value as a script would write it. */
    static String text(Value value) {
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
            return items.items().stream().map(VerbLines::text).toList().toString();
        }
        return value instanceof Value.Entries entries && entries.entries().isEmpty() ? "[:]" : "a value";
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
