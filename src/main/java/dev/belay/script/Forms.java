package dev.belay.script;

import dev.belay.catalog.Catalog;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.value.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Chooses the form of a verb by what was written: by the variant among its options, by its subject, by the options that fit. */
final class Forms {

    private final Catalog catalog;
    private final Problems problems;

    Forms(Catalog catalog, Problems problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    /**
     * The forms that may be meant, all of one variant; they differ at most in their technologies or kinds of subject.
     *
     * @throws Problems.Halt where none fits
     */
    List<Form> fitting(Syntax.Invocation invocation) {
        List<Form> all = catalog.formsOf(invocation.word());
        List<Form> chosen = ofVariant(invocation, all);
        boolean subject = !invocation.subjects().isEmpty();
        List<Form> bySubject = keep(chosen, form -> takesSubject(form) == subject);
        if (bySubject.isEmpty()) {
            throw problems.halt(invocation.at(), subjectMistake(invocation, chosen, subject));
        }
        return bySubject;
    }

    private List<Form> ofVariant(Syntax.Invocation invocation, List<Form> all) {
        List<Form> named = keep(
                all,
                form -> form.variant().filter(word -> given(invocation, word)).isPresent());
        if (named.isEmpty()) {
            List<Form> bare = keep(all, form -> form.variant().isEmpty());
            if (bare.isEmpty()) {
                throw problems.halt(
                        invocation.at(),
                        "'" + invocation.word() + "' needs " + variants(all) + misspelt(invocation, all));
            }
            return bare;
        }
        List<Form> best = new ArrayList<>();
        int fewest = Integer.MAX_VALUE;
        for (Form form : named) {
            int unknown = unknown(invocation, form);
            if (unknown < fewest) {
                best.clear();
                fewest = unknown;
            }
            if (unknown == fewest) {
                best.add(form);
            }
        }
        Set<String> words =
                best.stream().flatMap(form -> form.variant().stream()).collect(Collectors.toCollection(TreeSet::new));
        if (words.size() > 1) {
            throw problems.halt(
                    invocation.at(),
                    "'" + invocation.word() + "' takes only one of "
                            + words.stream().map(word -> word + ":").collect(Collectors.joining(", ")));
        }
        return best;
    }

    private static String variants(List<Form> forms) {
        Set<String> words = new TreeSet<>();
        forms.forEach(form -> form.variant().ifPresent(word -> words.add(word + ":")));
        return (words.size() == 1 ? "" : "one of ") + String.join(", ", words);
    }

    private static String misspelt(Syntax.Invocation invocation, List<Form> forms) {
        Set<String> words = new TreeSet<>();
        forms.forEach(form -> form.variant().ifPresent(words::add));
        return invocation.options().stream()
                .map(option -> Suggestion.nearest(option.name(), words))
                .flatMap(Optional::stream)
                .findFirst()
                .map(word -> "; did you mean '" + word + ":'?")
                .orElse("");
    }

    private static String subjectMistake(Syntax.Invocation invocation, List<Form> forms, boolean subject) {
        if (subject) {
            return "'" + called(invocation, forms.get(0)) + "' takes nothing before its options";
        }
        Subject wanted = forms.get(0).subject();
        String what = wanted instanceof Subject.OfResource resource
                ? "the name of a " + resource.kind()
                : wanted instanceof Subject.OfType type ? type.doc() : "something";
        return "'" + called(invocation, forms.get(0)) + "' needs " + what + " behind it: " + invocation.word()
                + " '...'";
    }

    private static String called(Syntax.Invocation invocation, Form form) {
        return invocation.word() + form.variant().map(word -> " " + word).orElse("");
    }

    private static boolean takesSubject(Form form) {
        return !(form.subject() instanceof Subject.None);
    }

    private static int unknown(Syntax.Invocation invocation, Form form) {
        return (int) invocation.options().stream()
                .filter(option -> find(form, option.name()).isEmpty())
                .count();
    }

    /** The option of a form, or one of those that every form takes. */
    static Optional<Option> find(Form form, String name) {
        Optional<Option> own = form.option(name);
        return own.isPresent()
                ? own
                : Options.EVERY.stream()
                        .filter(option -> option.name().equals(name))
                        .findFirst();
    }

    /** Reports each option that none of the forms has. */
    void refuseUnknown(Syntax.Invocation invocation, List<Form> forms, String described) {
        for (Syntax.Option option : invocation.options()) {
            if (forms.stream().noneMatch(form -> find(form, option.name()).isPresent())) {
                Set<String> names = new TreeSet<>();
                forms.forEach(form -> form.options().forEach(each -> names.add(each.name())));
                names.add("name");
                problems.report(
                        option.at(),
                        "unknown option '" + option.name() + "' of " + described
                                + Suggestion.among(option.name(), names));
            }
        }
    }

    /** {@code "'stop' for a systemd service"}. */
    static String described(Form form) {
        String kind = form.subject() instanceof Subject.OfResource resource ? resource.kind() : "";
        return quoted(form)
                + form.technology()
                        .map(word -> " for a " + word + (kind.isEmpty() ? "" : " " + kind))
                        .orElse("");
    }

    /** {@code "'verify sql'"}. */
    static String quoted(Form form) {
        return "'" + form.verb() + form.variant().map(word -> " " + word).orElse("") + "'";
    }

    private static boolean given(Syntax.Invocation invocation, String option) {
        return invocation.option(option).isPresent();
    }

    private static List<Form> keep(List<Form> forms, Predicate<Form> wanted) {
        return forms.stream().filter(wanted).toList();
    }
}
