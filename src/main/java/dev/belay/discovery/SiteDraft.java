package dev.belay.discovery;

import dev.belay.expr.Value;
import dev.belay.plan.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A site file as it could be: what the script declares and this machine has otherwise is replaced by what was found; what was
 * not found stands in a comment that says what to write. It can be previewed as it is.
 *
 * @param lines of the file
 */
public record SiteDraft(List<String> lines) {

    public SiteDraft {
        lines = List.copyOf(lines);
    }

    /** What a script says that a site may say otherwise. */
    public record Declared(String application, List<Resource> resources, Map<String, Value> parameters) {}

    /**
     * Drafts a site file.
     *
     * @param host the name of this machine
     * @param production whether destructive steps must be confirmed by the site's name
     * @param exists whether a path is there
     */
    public static SiteDraft of(
            Declared declared, Findings findings, String host, boolean production, Predicate<String> exists) {
        List<String> lines = new ArrayList<>();
        lines.add("site " + quoted(host) + ", app: " + quoted(declared.application())
                + (production ? ", production: true" : ""));
        lines.add("");
        declared.resources().forEach(resource -> resource(resource, findings).ifPresent(lines::add));
        declared.parameters()
                .forEach((name, value) ->
                        parameter(name, value, findings, exists).ifPresent(lines::add));
        secrets(declared)
                .forEach(name -> lines.add("// the secret " + name
                        + " comes from the environment variable of this name; or write: secret " + quoted(name)
                        + ", file: '/etc/belay/" + declared.application() + ".password'"));
        lines.add("");
        lines.add("// found on this machine:");
        findings.found().forEach(finding -> lines.add("//   " + words(finding)));
        findings.unseen().forEach(reason -> lines.add("//   not looked at: " + reason.replace('\n', ' ')));
        return new SiteDraft(lines);
    }

    /** The file. */
    public String text() {
        return String.join("\n", lines) + "\n";
    }

    private static Optional<String> resource(Resource resource, Findings findings) {
        return switch (resource.technology()) {
            case "systemd" -> units(resource, findings);
            case "postgresql" -> database(resource, findings);
            default -> Optional.empty();
        };
    }

    private static Optional<String> units(Resource resource, Findings findings) {
        List<String> there =
                findings.of(Finding.Unit.class).stream().map(Finding.Unit::name).toList();
        List<String> wanted = resource.argument("systemd").map(SiteDraft::texts).orElse(List.of());
        if (there.containsAll(wanted)) {
            return Optional.empty();
        }
        if (there.isEmpty()) {
            return Optional.of("// not found: " + String.join(", ", wanted) + "; write: service "
                    + quoted(resource.name()) + ", systemd: ['the.service']");
        }
        return Optional.of(declaration(resource, Value.texts(there)));
    }

    private static Optional<String> database(Resource resource, Findings findings) {
        String address = resource.argument("postgresql").map(SiteDraft::text).orElse("");
        String server = address.substring(0, Math.max(0, address.lastIndexOf('/')));
        String name = address.substring(address.lastIndexOf('/') + 1);
        List<Finding.LocalDatabase> there = findings.of(Finding.LocalDatabase.class);
        boolean local = server.matches("(localhost|127\\.0\\.0\\.1|\\[::1]|/.*)(:\\d+)?");
        if (!local || there.stream().anyMatch(database -> database.name().equals(name))) {
            return Optional.empty();
        }
        if (there.size() != 1) {
            return Optional.of("// not found: the database " + name + "; write: database " + quoted(resource.name())
                    + ", postgresql: 'host/name', user: 'role'");
        }
        Finding.LocalDatabase only = there.get(0);
        String found = server.replaceFirst(":\\d+$", "") + (only.port() == 5432 ? "" : ":" + only.port());
        return Optional.of(declaration(resource, Value.of(found + "/" + only.name())));
    }

    /** The declaration with another value for its technology; the rest as in the script, since a site's replaces it whole. */
    private static String declaration(Resource resource, Value value) {
        String options = resource.arguments().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(resource.technology()))
                .map(entry -> ", " + entry.getKey() + ": " + literal(entry.getValue()))
                .collect(Collectors.joining());
        return resource.kind() + " " + quoted(resource.name()) + ", " + resource.technology() + ": " + literal(value)
                + options;
    }

    private static Optional<String> parameter(String name, Value value, Findings findings, Predicate<String> exists) {
        if (!(value instanceof Value.Text text) || !text.text().startsWith("/") || exists.test(text.text())) {
            return Optional.empty();
        }
        return Optional.of(commonFolder(findings)
                .map(folder -> "set " + name + ": " + quoted(folder))
                .orElse("// not found: " + text.text() + "; write: set " + name + ": '/path'"));
    }

    /** The folder that holds all checkouts and environments that were found. */
    private static Optional<String> commonFolder(Findings findings) {
        return findings.found().stream()
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

    private static Set<String> secrets(Declared declared) {
        Set<String> names = new LinkedHashSet<>();
        declared.resources()
                .forEach(resource -> resource.arguments().values().forEach(value -> {
                    if (value instanceof Value.Secret secret) {
                        names.addAll(secret.text().secrets());
                    }
                }));
        return names;
    }

    private static String words(Finding finding) {
        if (finding instanceof Finding.Unit unit) {
            return unit.name()
                    + (unit.active() ? ", active" : ", inactive")
                    + unit.user().map(user -> ", runs as " + user).orElse("");
        }
        if (finding instanceof Finding.Checkout checkout) {
            return "checkout " + checkout.name()
                    + checkout.version().map(version -> " at " + version).orElse("");
        }
        if (finding instanceof Finding.LocalDatabase database) {
            return "database " + database.name() + ", owned by " + database.owner() + ", port " + database.port();
        }
        return "virtual environment " + finding.name();
    }

    private static List<String> texts(Value value) {
        return value instanceof Value.Items list
                ? list.items().stream().map(SiteDraft::text).toList()
                : List.of(text(value));
    }

    private static String text(Value value) {
        return value instanceof Value.Text text ? text.text() : "";
    }

    private static String literal(Value value) {
        if (value instanceof Value.Items list) {
            return list.items().stream().map(SiteDraft::literal).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Value.Entries map) {
            return map.entries().entrySet().stream()
                    .map(entry -> quoted(entry.getKey()) + ": " + literal(entry.getValue()))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Value.Secret secret) {
            return secret.text().parts().stream()
                    .map(part -> part instanceof dev.belay.value.SecretText.Literal literal
                            ? quoted(literal.text())
                            : "secret(" + quoted(((dev.belay.value.SecretText.Reference) part).secret()) + ")")
                    .collect(Collectors.joining(" + "));
        }
        if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.truth());
        }
        if (value instanceof Value.Decimal number) {
            return number.number().toPlainString();
        }
        if (value instanceof Value.Span span) {
            return span.duration().toSeconds() + ".seconds";
        }
        if (value instanceof Value.Bytes size) {
            return size.size().bytes() + ".B";
        }
        return quoted(text(value));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
