package dev.belay.script;

import dev.belay.catalog.Form;
import dev.belay.catalog.Subject;
import dev.belay.expr.Expr;
import dev.belay.expr.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How people see a step: {@code stop web}, {@code install pip}, {@code checkout package/nextgisweb}. Pure. */
final class Labels {

    private static final int LONGEST = 48;

    private Labels() {}

    static String of(Form form, Map<String, Expr> arguments) {
        Expr subject = arguments.get(Form.SUBJECT);
        if (subject == null) {
            return form.verb() + form.variant().map(word -> " " + word).orElse("");
        }
        String text = shortened(brief(subject));
        return text.isEmpty() ? form.verb() : form.verb() + " " + text;
    }

    /** The verb's part of an id: with its variant where that stands in the subject's place. */
    static String verb(Form form) {
        boolean bare = form.subject() instanceof Subject.None;
        return form.verb() + (bare ? form.variant().map(word -> " " + word).orElse("") : "");
    }

    /** The subject's part of an id: the subject, or the variant's value. */
    static String subject(Form form, Map<String, Expr> arguments) {
        Expr subject = arguments.get(Form.SUBJECT);
        if (subject == null && form.variant().isPresent()) {
            subject = arguments.get(form.variant().get());
        }
        return subject == null ? "" : brief(subject);
    }

    /** A value in a few words; empty where it is not known yet. */
    static String brief(Expr expr) {
        return expr instanceof Expr.Constant constant ? brief(constant.value()) : "";
    }

    private static String brief(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        } else if (value instanceof Value.Resource resource) {
            return resource.name();
        } else if (value instanceof Value.Decimal number) {
            return number.number().toPlainString();
        } else if (value instanceof Value.Items items) {
            List<Value> first =
                    items.items().subList(0, Math.min(5, items.items().size()));
            return first.stream().map(Labels::brief).collect(Collectors.joining(" "));
        }
        return "";
    }

    private static String shortened(String text) {
        String line = text.strip().lines().findFirst().orElse("").strip();
        return line.length() > LONGEST || !line.equals(text.strip())
                ? line.substring(0, Math.min(LONGEST, line.length())) + "..."
                : line;
    }
}
