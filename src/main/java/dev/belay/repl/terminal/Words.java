package dev.belay.repl.terminal;

import dev.belay.catalog.Catalog;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Subject;
import dev.belay.catalog.Vocabulary;
import dev.belay.catalog.Word;
import dev.belay.expr.Type;
import dev.belay.plan.Plan;
import dev.belay.plan.Resource;
import dev.belay.repl.command.Command;
import dev.belay.repl.command.Commands;
import dev.belay.repl.command.Usage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What may follow in a line that is being typed, and how the verb in it is written. Looks at the line up to the cursor alone; what only
 * the world knows is asked of somebody who answers at once, or with nothing.
 *
 * @param catalog the verbs
 * @param plan the plan as it is, with its steps and resources
 * @param names the names of the script
 * @param world the names of this kind of thing in the world, with what the line says around them
 */
public record Words(Catalog catalog, Plan plan, Collection<String> names, Function<Asked, List<String>> world) {

    /**
     * What the world is asked for.
     *
     * @param what {@code file}, or a kind of thing: {@code service}, {@code table}, {@code tag}
     * @param typed the line up to the cursor
     * @param begun what is there of the word already
     */
    public record Asked(String what, String typed, String begun) {}

    /**
     * A word that may stand at the cursor.
     *
     * @param text of the whole word
     * @param about what it is; may be empty
     */
    public record Candidate(String text, String about) {}

    /** The stretch of a line that a candidate takes the place of: from its last blank, bracket, comma or quote on. */
    public static String begun(String line) {
        int at = line.length();
        while (at > 0 && "\t \n([{,'\"".indexOf(line.charAt(at - 1)) < 0) {
            at--;
        }
        return line.substring(at);
    }

    /** All that may stand at the end of a line. */
    public List<Candidate> at(String line) {
        String begun = begun(line);
        Map<String, Candidate> all = new LinkedHashMap<>();
        candidates(line, begun).stream()
                .filter(each -> each.text().startsWith(begun))
                .forEach(each -> all.put(each.text(), each));
        return List.copyOf(all.values());
    }

    private List<Candidate> candidates(String line, String begun) {
        if (line.stripLeading().startsWith(":")) {
            return ofCommand(line.stripLeading(), begun);
        }
        String statement = statement(line);
        String verb = statement.strip().split("[\\s('\"\\[:]", 2)[0];
        boolean first = statement.strip().equals(begun) && !inQuotes(statement);
        if (first) {
            return beginnings();
        }
        return inQuotes(statement) ? quoted(statement, verb, begun) : unquoted(statement, verb);
    }

    private List<Candidate> ofCommand(String line, String begun) {
        int blank = line.indexOf(' ');
        if (blank < 0) {
            return Commands.all().stream()
                    .map(Command::usage)
                    .map(usage -> new Candidate(":" + usage.name(), usage.summary()))
                    .toList();
        }
        Optional<Usage.Takes> takes = Commands.find(line.substring(1, blank))
                .map(command -> command.usage().takes());
        return switch (takes.orElse(Usage.Takes.NOTHING)) {
            case STEP -> steps();
            case FILE -> asked("file", line, begun, "");
            case EXPRESSION ->
                names.stream().map(name -> new Candidate(name, "")).toList();
            case COMMAND ->
                Stream.concat(
                                Commands.all().stream()
                                        .map(command -> new Candidate(
                                                command.usage().name(),
                                                command.usage().summary())),
                                beginnings().stream())
                        .toList();
            case TEXT, NOTHING -> List.of();
        };
    }

    private List<Candidate> steps() {
        List<Candidate> steps = new ArrayList<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            steps.add(new Candidate(
                    plan.steps().get(i).id(),
                    (i + 1) + " " + plan.steps().get(i).label()));
        }
        return steps;
    }

    /** What a statement can begin with. */
    private List<Candidate> beginnings() {
        Set<Candidate> words = new LinkedHashSet<>();
        catalog.verbs().forEach(verb -> words.add(new Candidate(verb, sentence(verb))));
        catalog.kinds().forEach(kind -> words.add(new Candidate(kind, "declares one")));
        Vocabulary.names(Word.Place.SCRIPT).forEach(word -> words.add(new Candidate(word, "")));
        Vocabulary.names(Word.Place.STATEMENT).stream()
                .filter(word -> Set.of("def", "if", "for").contains(word))
                .forEach(word -> words.add(new Candidate(word, "")));
        return List.copyOf(words);
    }

    private String sentence(String verb) {
        return forms(verb).stream()
                .map(Form::doc)
                .findFirst()
                .map(doc -> doc.split("(?<=\\.) ", 2)[0])
                .orElse("");
    }

    /** Options, and behind an option its values. */
    private List<Candidate> unquoted(String statement, String verb) {
        List<Candidate> all = new ArrayList<>();
        Optional<String> option = option(statement);
        if (option.isPresent()) {
            options(verb).stream()
                    .filter(each -> each.name().equals(option.get()))
                    .flatMap(each -> values(each.type()))
                    .forEach(value -> all.add(new Candidate(value, "")));
            names.forEach(name -> all.add(new Candidate(name, "")));
            return all;
        }
        options(verb).forEach(each -> all.add(new Candidate(each.name() + ":", each.doc())));
        names.forEach(name -> all.add(new Candidate(name, "")));
        return all;
    }

    private static Stream<String> values(Type type) {
        if (type instanceof Type.OneOf words) {
            return words.words().stream().map(word -> "'" + word + "'");
        }
        return type == Type.BOOL ? Stream.of("true", "false") : Stream.of();
    }

    /** In quotes: the names of declared things and the words of an option, else paths. */
    private List<Candidate> quoted(String statement, String verb, String begun) {
        Optional<String> option = option(statement.substring(0, lastQuote(statement)));
        List<Candidate> all = new ArrayList<>();
        if (option.isPresent()) {
            options(verb).stream()
                    .filter(each -> each.name().equals(option.get()))
                    .forEach(each -> {
                        values(each.type()).forEach(value -> all.add(new Candidate(value.replace("'", ""), "")));
                        if (each.type() instanceof Type.Resource resource) {
                            all.addAll(resources(resource.kind()));
                        }
                    });
            all.addAll(asked(option.get(), statement, begun, ""));
        } else {
            forms(verb).stream()
                    .map(Form::subject)
                    .filter(subject -> subject instanceof Subject.OfResource)
                    .map(subject -> ((Subject.OfResource) subject).kind())
                    .distinct()
                    .forEach(kind -> all.addAll(resources(kind)));
            if (catalog.kinds().contains(verb)) {
                all.addAll(asked(verb, statement, begun, "on this machine"));
            }
        }
        if (begun.startsWith("/") || begun.startsWith("~") || begun.startsWith(".")) {
            all.addAll(asked("file", statement, begun, ""));
        }
        return all;
    }

    private List<Candidate> asked(String what, String typed, String begun, String about) {
        return world.apply(new Asked(what, typed, begun)).stream()
                .map(name -> new Candidate(name, about))
                .toList();
    }

    private List<Candidate> resources(String kind) {
        return plan.resources().stream()
                .filter(resource -> resource.kind().equals(kind))
                .map(resource -> new Candidate(resource.name(), about(resource)))
                .toList();
    }

    private static String about(Resource resource) {
        return resource.kind() + ", " + resource.technology();
    }

    private List<Form> forms(String verb) {
        return catalog.forms().stream().filter(form -> form.verb().equals(verb)).toList();
    }

    private List<Option> options(String verb) {
        Set<Option> options = new LinkedHashSet<>();
        forms(verb).forEach(form -> {
            form.variant().ifPresent(name -> options.add(Option.of(name, Type.ANY, "what it is about")));
            options.addAll(form.options());
        });
        return List.copyOf(options);
    }

    /** How the verb of a line is written; empty where no verb begins it. */
    public Optional<String> signature(String line) {
        if (line.stripLeading().startsWith(":")) {
            String word = line.strip().substring(1).split("[\\s!]", 2)[0];
            return Commands.find(word).map(Command::usage).map(usage -> usage.line() + "   " + usage.summary());
        }
        String verb = statement(line).strip().split("[\\s('\"\\[:]", 2)[0];
        List<Form> forms = forms(verb);
        if (forms.isEmpty()) {
            return Optional.empty();
        }
        Form form = forms.stream()
                .filter(each ->
                        each.variant().filter(name -> line.contains(name + ":")).isPresent())
                .findFirst()
                .orElse(forms.get(0));
        List<String> parts = new ArrayList<>();
        if (!(form.subject() instanceof Subject.None)) {
            parts.add(form.subject() instanceof Subject.OfResource of ? "'" + of.kind() + "'" : "...");
        }
        form.variant().ifPresent(name -> parts.add(name + ":"));
        form.options()
                .forEach(option -> parts.add(option.required() ? option.name() + ":" : "[" + option.name() + ":]"));
        String more = forms.size() > 1 ? "   (1 of " + forms.size() + " forms)" : "";
        return Optional.of(verb + " " + String.join(", ", parts) + more);
    }

    /** The statement that the end of a line is in. */
    private static String statement(String line) {
        int from = 0;
        boolean text = false;
        char quote = ' ';
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            if (text) {
                text = letter != quote;
            } else if (letter == '\'' || letter == '"') {
                text = true;
                quote = letter;
            } else if (letter == '{' || letter == '}' || letter == ';') {
                from = i + 1;
            } else if (letter == '\n' && !line.substring(0, i).stripTrailing().endsWith(",")) {
                from = i + 1;
            }
        }
        return line.substring(from);
    }

    private static boolean inQuotes(String statement) {
        return lastQuote(statement) >= 0;
    }

    /** Where the text begins that is open at the end; -1 where none is. */
    private static int lastQuote(String statement) {
        int open = -1;
        for (int i = 0; i < statement.length(); i++) {
            char letter = statement.charAt(i);
            if (open < 0 && (letter == '\'' || letter == '"')) {
                open = i;
            } else if (open >= 0 && letter == statement.charAt(open)) {
                open = -1;
            }
        }
        return open;
    }

    /** The option whose value is to follow, or is begun. */
    private static Optional<String> option(String statement) {
        java.util.regex.Matcher matcher = java.util.regex.Pattern.compile("([A-Za-z]\\w*):\\s*\\[?[\\w.]*$")
                .matcher(statement);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
