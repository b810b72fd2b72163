package dev.belay.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from a settings file which PostgreSQL database an application uses: an address such as {@code postgresql://user:x@host/name},
 * or keys such as {@code DB_HOST}, {@code PGDATABASE}, or {@code name} in a section {@code [database]}. Never takes a password. Pure.
 */
final class NamedDatabases {

    private static final Pattern ADDRESS = Pattern.compile(
            "postgres(?:ql)?(?:\\+\\w+)?://(?:([^:@/\\s'\"]*)(?::[^@\\s'\"]*)?@)?([\\w.-]*)(?::(\\d{1,5}))?/([\\w.-]+)");
    private static final Pattern SECTION = Pattern.compile("\\s*\\[([^\\]]+)]\\s*");
    private static final Pattern SETTING =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][\\w.-]*)\\s*[=:]\\s*['\"]?([^'\"#;\\s]+).*");
    private static final Pattern PART = Pattern.compile(
            "(?:^|.*[._-])(?:db|database|postgres|postgresql|pg)[._-]?" + "(host|port|name|database|db|user|username)");

    private NamedDatabases() {}

    /** The databases that a text names. */
    static List<Finding.NamedDatabase> in(String file, String text) {
        List<Finding.NamedDatabase> found = new ArrayList<>();
        Map<String, String> parts = new HashMap<>();
        String section = "";
        for (String line : text.split("\\R")) {
            if (line.isBlank() || "#;/".indexOf(line.strip().charAt(0)) >= 0) {
                continue;
            }
            Matcher heading = SECTION.matcher(line);
            Matcher address = ADDRESS.matcher(line);
            Matcher setting = SETTING.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
            } else if (address.find()) {
                found.add(database(
                        file,
                        address.group(4),
                        Optional.ofNullable(address.group(2)),
                        Optional.ofNullable(address.group(3)),
                        Optional.ofNullable(address.group(1))));
            } else if (setting.matches()) {
                part(section, setting.group(1)).ifPresent(part -> parts.put(part, setting.group(2)));
            }
        }
        Optional.ofNullable(parts.get("name"))
                .map(name -> database(
                        file,
                        name,
                        Optional.ofNullable(parts.get("host")),
                        Optional.ofNullable(parts.get("port")),
                        Optional.ofNullable(parts.get("user"))))
                .ifPresent(found::add);
        return found.stream().distinct().toList();
    }

    private static Optional<String> part(String section, String key) {
        Matcher part = PART.matcher((section.isEmpty() ? key : section + "." + key).toLowerCase(Locale.ROOT));
        return part.matches()
                ? Optional.of(
                        switch (part.group(1)) {
                            case "database", "db" -> "name";
                            case "username" -> "user";
                            default -> part.group(1);
                        })
                : Optional.empty();
    }

    private static Finding.NamedDatabase database(
            String file, String name, Optional<String> host, Optional<String> port, Optional<String> user) {
        String server = host.filter(text -> !text.isEmpty() && !text.equals("127.0.0.1") && !text.startsWith("/"))
                        .orElse("localhost")
                + port.filter(number -> number.matches("\\d{1,5}") && !number.equals("5432"))
                        .map(number -> ":" + number)
                        .orElse("");
        return new Finding.NamedDatabase(name, server, user.filter(text -> !text.isEmpty()), file);
    }
}
