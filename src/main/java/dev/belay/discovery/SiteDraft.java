package dev.belay.discovery;

import static dev.belay.discovery.Literals.literal;
import static dev.belay.discovery.Literals.quoted;
import static dev.belay.discovery.Literals.text;

import dev.belay.expr.Value;
import dev.belay.plan.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Drafts a site file: what the script declares and this machine has otherwise is replaced by what clearly belongs to the
 * application; what may belong to it is asked, and else stands in a comment, as a question. The draft can be previewed as it is.
 */
public final class SiteDraft {

    private final Declared declared;
    private final Site site;
    private final Questions questions;
    private final List<String> lines = new ArrayList<>();
    private final Set<Finding> asked = new LinkedHashSet<>();
    private Findings findings;

    private SiteDraft(Declared declared, Findings findings, Site site, Questions questions) {
        this.declared = declared;
        this.findings = findings;
        this.site = site;
        this.questions = questions;
    }

    /**
     * What a script says that a site may say otherwise.
     *
     * @param parameters those that the site file need not repeat from the command line
     * @param paths all that its steps name; absolute
     */
    public record Declared(
            String application, List<Resource> resources, Map<String, Value> parameters, List<String> paths) {

        /** The units that it names. */
        public Set<String> units() {
            Set<String> units = new LinkedHashSet<>();
            resources.stream()
                    .filter(resource -> resource.technology().equals("systemd"))
                    .forEach(resource -> units.addAll(wanted(resource)));
            return units;
        }
    }

    /**
     * The machine.
     *
     * @param name of the site
     * @param production whether destructive steps must be confirmed by the site's name
     * @param exists whether a path is there
     */
    public record Site(String name, boolean production, Predicate<String> exists) {}

    /** Asks the person at the terminal; empty where there is none, or none knows. */
    public interface Questions {
        /** The answer to a question. */
        Optional<String> ask(String question);
    }

    /** The text of the file. */
    public static String of(Declared declared, Findings findings, Site site, Questions questions) {
        return new SiteDraft(declared, findings, site, questions).text();
    }

    private String text() {
        lines.add("site " + quoted(site.name()) + ", app: " + quoted(declared.application())
                + (site.production() ? ", production: true" : ""));
        lines.add("");
        for (Resource resource : declared.resources()) {
            switch (resource.technology()) {
                case "systemd" -> units(resource);
                case "postgresql" -> database(resource);
                default -> {
                    // nothing here tells of it
                }
            }
        }
        declared.parameters().forEach(this::parameter);
        secrets()
                .forEach(name -> lines.add("// the secret " + name
                        + " comes from the environment variable of this name; or write: secret " + quoted(name)
                        + ", file: '/etc/belay/" + declared.application() + ".password'"));
        lines.add("");
        boolean nothing = findings.own().isEmpty()
                && findings.doubtful().isEmpty()
                && findings.unseen().isEmpty();
        lines.add("// found on this machine:" + (nothing ? " nothing that looks like " + declared.application() : ""));
        findings.own().forEach(finding -> lines.add("//   " + words(finding)));
        findings.doubtful()
                .forEach(finding ->
                        lines.add("//   " + words(finding) + ": is this of " + declared.application() + "?"));
        findings.unseen().forEach(reason -> lines.add("//   not looked at: " + reason.replace('\n', ' ')));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> wanted(Resource resource) {
        return resource.argument("systemd").map(Literals::texts).orElse(List.of());
    }

    private void units(Resource resource) {
        List<String> wanted = wanted(resource);
        List<String> there = names(findings.own(Finding.Unit.class));
        if (there.containsAll(wanted)) {
            return;
        }
        findings.doubtful(Finding.Unit.class).forEach(this::claim);
        List<String> own = names(findings.own(Finding.Unit.class).stream()
                .filter(unit -> isFor(resource, unit))
                .toList());
        if (!own.isEmpty()) {
            lines.add(declaration(resource, Value.texts(own), Map.of()));
            return;
        }
        List<String> doubtful = names(findings.doubtful(Finding.Unit.class));
        if (doubtful.isEmpty()) {
            unitsAsked(resource, wanted);
        } else {
            lines.add(question(declaration(resource, Value.texts(doubtful), Map.of())));
        }
    }

    /** Of several services of a script each takes the units that carry its name. */
    private boolean isFor(Resource resource, Finding.Unit unit) {
        return isOnly(resource)
                || unit.name().matches("(.*[-_])?" + java.util.regex.Pattern.quote(resource.name()) + "[-_.].*");
    }

    private void unitsAsked(Resource resource, List<String> wanted) {
        List<String> told = answer("which systemd units are the service '" + resource.name() + "' ("
                        + String.join(", ", wanted) + " is not here; several with blanks between)?")
                .map(text -> List.of(text.split("[\\s,]+")))
                .orElse(List.of());
        lines.add(
                told.isEmpty()
                        ? "// not found: " + String.join(", ", wanted) + "; write: service " + quoted(resource.name())
                                + ", systemd: ['the.service']"
                        : declaration(resource, Value.texts(told), Map.of()));
    }

    private void database(Resource resource) {
        String address = resource.argument("postgresql").map(Literals::text).orElse("");
        String server = address.substring(0, Math.max(0, address.lastIndexOf('/')));
        String name = address.substring(address.lastIndexOf('/') + 1);
        if (named(resource, address)) {
            return;
        }
        boolean local = server.matches("(localhost|127\\.0\\.0\\.1|\\[::1]|/.*)(:\\d+)?");
        if (!local
                || has(findings.own(Finding.LocalDatabase.class), name)
                || has(findings.doubtful(Finding.LocalDatabase.class), name)) {
            return;
        }
        findings.doubtful(Finding.LocalDatabase.class).forEach(this::claim);
        List<Finding.LocalDatabase> own = findings.own(Finding.LocalDatabase.class);
        if (own.size() == 1) {
            lines.add(declaration(resource, found(server, own.get(0)), Map.of()));
            return;
        }
        List<Finding.LocalDatabase> open = new ArrayList<>(own);
        open.addAll(findings.doubtful(Finding.LocalDatabase.class));
        open.forEach(database -> lines.add(question(declaration(resource, found(server, database), Map.of()))));
        if (open.isEmpty() && !contained(resource, name)) {
            databaseAsked(resource, name);
        }
    }

    /** Takes the container that may hold the database; of several each is a question. False where there is none. */
    private boolean contained(Resource resource, String name) {
        findings.doubtful(Finding.DatabaseContainer.class).forEach(this::claim);
        List<Finding.DatabaseContainer> own = findings.own(Finding.DatabaseContainer.class);
        List<Finding.DatabaseContainer> open = new ArrayList<>(own);
        open.addAll(findings.doubtful(Finding.DatabaseContainer.class));
        for (Finding.DatabaseContainer container : open) {
            Map<String, Value> instead = new LinkedHashMap<>();
            instead.put("container", Value.of(container.name()));
            if (!resource.arguments().containsKey("user")) {
                instead.put("user", Value.of(name));
            }
            String declaration = declaration(resource, Value.of(name), instead);
            lines.add(
                    own.size() == 1 && own.contains(container)
                            ? declaration + "   // its image is " + container.image()
                            : question(declaration));
        }
        return !open.isEmpty();
    }

    /** Takes the database that the application's own settings name, where there is no doubt which of the script's it is. */
    private boolean named(Resource resource, String address) {
        List<Finding.NamedDatabase> named = findings.own(Finding.NamedDatabase.class);
        if (named.size() != 1 || !isOnly(resource)) {
            return false;
        }
        Finding.NamedDatabase found = named.get(0);
        Map<String, Value> user = found.user()
                .<Map<String, Value>>map(role -> Map.of("user", Value.of(role)))
                .orElse(Map.of());
        String there = found.server() + "/" + found.name();
        if (!there.equals(address) || !user.equals(kept(resource, user.keySet()))) {
            lines.add(declaration(resource, Value.of(there), user) + "   // as " + found.file() + " says");
        }
        return true;
    }

    private boolean isOnly(Resource resource) {
        return declared.resources().stream()
                        .filter(other -> other.kind().equals(resource.kind())
                                && other.technology().equals(resource.technology()))
                        .count()
                == 1;
    }

    private void databaseAsked(Resource resource, String name) {
        lines.add(answer("where is the database '" + resource.name() + "' (no " + name + " here; host/name)?")
                .map(told -> declaration(resource, Value.of(told), Map.of()))
                .orElse("// not found: the database " + name + "; write: "
                        + declaration(resource, Value.of("host/name"), Map.of())));
    }

    private static boolean has(List<Finding.LocalDatabase> databases, String name) {
        return databases.stream().anyMatch(database -> database.name().equals(name));
    }

    private static Value found(String server, Finding.LocalDatabase database) {
        return Value.of(server.replaceFirst(":\\d+$", "") + (database.port() == 5432 ? "" : ":" + database.port()) + "/"
                + database.name());
    }

    /** The declaration with another value for its technology; the rest as in the script, since a site's replaces it whole. */
    private static String declaration(Resource resource, Value value, Map<String, Value> instead) {
        Map<String, Value> arguments = new LinkedHashMap<>(resource.arguments());
        arguments.remove(resource.technology());
        arguments.putAll(instead);
        String options = arguments.entrySet().stream()
                .map(entry -> ", " + entry.getKey() + ": " + literal(entry.getValue()))
                .collect(Collectors.joining());
        return resource.kind() + " " + quoted(resource.name()) + ", " + resource.technology() + ": " + literal(value)
                + options;
    }

    private static Map<String, Value> kept(Resource resource, Set<String> names) {
        Map<String, Value> kept = new LinkedHashMap<>(resource.arguments());
        kept.keySet().retainAll(names);
        return kept;
    }

    private void parameter(String name, Value value) {
        if (!(value instanceof Value.Text text)
                || !text.text().startsWith("/")
                || site.exists().test(text.text())) {
            return;
        }
        Optional<String> inferred = inferred(text.text());
        if (inferred.isPresent()) {
            lines.add("set " + name + ": " + quoted(inferred.get()));
            return;
        }
        Optional<String> told =
                answer("where is '" + name + "' (the script says " + text.text() + ", which is not here)?");
        Optional<String> guess = commonFolder();
        lines.add(told.map(path -> "set " + name + ": " + quoted(path))
                .or(() -> guess.map(folder -> question("set " + name + ": " + quoted(folder))))
                .orElse("// not found: " + text.text() + "; write: set " + name + ": '/path'"));
    }

    /** Where the parameter must lead, for a step's path below it to lead to what was found. */
    private Optional<String> inferred(String value) {
        Set<String> places = new LinkedHashSet<>();
        for (String path : declared.paths()) {
            String below = path.startsWith(value + "/") ? path.substring(value.length()) : "";
            findings.own().stream()
                    .map(Finding::name)
                    .filter(found -> !below.isEmpty() && found.endsWith(below))
                    .forEach(found -> places.add(found.substring(0, found.length() - below.length())));
        }
        return places.size() == 1 ? places.stream().findFirst() : Optional.empty();
    }

    /** The folder that holds all checkouts and environments of the application. */
    private Optional<String> commonFolder() {
        return findings.own().stream()
                .filter(finding -> finding instanceof Finding.Checkout || finding instanceof Finding.Environment)
                .map(Finding::name)
                .reduce(SiteDraft::common)
                .filter(folder -> folder.indexOf('/', 1) > 0);
    }

    private static String common(String a, String b) {
        String folder = a;
        while (!(b + "/").startsWith(folder + "/")) {
            folder = folder.substring(0, folder.lastIndexOf('/'));
        }
        return folder;
    }

    private void claim(Finding finding) {
        if (!asked.add(finding)) {
            return;
        }
        answer("is " + words(finding) + ", of " + declared.application() + " (yes, no)?")
                .filter(told -> told.toLowerCase(java.util.Locale.ROOT).matches("y|yes"))
                .ifPresent(yes -> findings = findings.claiming(finding));
    }

    private Optional<String> answer(String question) {
        return questions.ask(question).map(String::strip).filter(told -> !told.isEmpty());
    }

    private String question(String line) {
        return "// " + line + "   // is this of " + declared.application() + "?";
    }

    private Set<String> secrets() {
        Set<String> names = new LinkedHashSet<>();
        declared.resources()
                .forEach(resource -> resource.arguments().values().forEach(value -> {
                    if (value instanceof Value.Secret secret) {
                        names.addAll(secret.text().secrets());
                    }
                }));
        return names;
    }

    private static List<String> names(List<? extends Finding> findings) {
        return findings.stream().map(Finding::name).toList();
    }

    private static String words(Finding finding) {
        if (finding instanceof Finding.Unit unit) {
            return unit.name()
                    + (unit.active() ? ", active" : ", inactive")
                    + unit.user().map(user -> ", runs as " + user).orElse("");
        } else if (finding instanceof Finding.Checkout checkout) {
            return "checkout " + checkout.name()
                    + checkout.version().map(version -> " at " + version).orElse("")
                    + checkout.remote().map(remote -> " of " + remote).orElse("");
        } else if (finding instanceof Finding.LocalDatabase database) {
            return "database " + database.name() + ", owned by " + database.owner() + ", port " + database.port();
        } else if (finding instanceof Finding.NamedDatabase database) {
            return "database " + database.server() + "/" + database.name() + ", named in " + database.file();
        } else if (finding instanceof Finding.DatabaseContainer container) {
            return "container " + container.name() + " of " + container.image();
        }
        return "virtual environment " + finding.name();
    }
}
