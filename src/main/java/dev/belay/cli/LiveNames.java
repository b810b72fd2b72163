package dev.belay.cli;

import dev.belay.database.Connections;
import dev.belay.database.Patience;
import dev.belay.driver.database.DeclaredDatabase;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.Host;
import dev.belay.plan.Resource;
import dev.belay.repl.terminal.Words;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import dev.belay.value.Unseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of things on this machine, for completion: services, tags of a repository, files. Asked in the background; who waits for an
 * answer gets it within a blink, or nothing, and the answer the next time.
 */
final class LiveNames {

    private static final long BLINK_MILLIS = 60;
    private static final Pattern REPOSITORY = Pattern.compile("checkout\\s*\\(?\\s*['\"]([^'\"]+)['\"]");

    private static final Pattern NAMED = Pattern.compile("^\\s*\\w+\\s*\\(?\\s*['\"]([^'\"]+)['\"]");
    private static final List<String> CLIENT = List.of("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD");
    private static final String DATABASES =
            "select datname from pg_database where datallowconn and not datistemplate order by 1";
    private static final String TABLES =
            "select table_name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema',"
                    + " 'mysql', 'performance_schema', 'sys') order by 1 limit 500";

    private final Host host;
    private final Terminal terminal;
    private final Map<String, CompletableFuture<List<String>>> answers = new ConcurrentHashMap<>();

    LiveNames(Host host, Terminal terminal) {
        this.host = host;
        this.terminal = terminal;
    }

    /**
     * What there is of what is asked for.
     *
     * @param declared the resources of the plan
     */
    List<String> of(Words.Asked asked, List<Resource> declared) {
        return switch (asked.what()) {
            case "file", "dir", "file:" -> soon("file " + asked.begun(), () -> files(asked.begun()));
            case "service", "systemd" -> soon("service", this::services);
            case "tag", "branch", "commit" -> tags(asked.typed());
            case "tables", "table", "from" -> tables(asked.typed(), declared);
            case "postgresql" -> soon("postgresql", () -> databases("psql", "-AtXqc", DATABASES));
            case "mariadb" -> soon("mariadb", () -> databases("mariadb", "-NBe", "show databases"));
            default -> List.of();
        };
    }

    private interface Look {
        List<String> look();
    }

    /** The answer, where it is there in time; a question is asked once. */
    private List<String> soon(String question, Look look) {
        CompletableFuture<List<String>> answer =
                answers.computeIfAbsent(question, any -> CompletableFuture.supplyAsync(() -> quietly(look)));
        try {
            return answer.get(BLINK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static List<String> quietly(Look look) {
        try {
            return look.look();
        } catch (Unseen unseen) {
            return List.of();
        }
    }

    private List<String> services() {
        return lines(List.of(
                        "systemctl", "list-unit-files", "--type=service,timer", "--no-legend", "--no-pager", "--plain"))
                .map(line -> line.split("\\s+")[0].replaceAll("\\.service$", ""))
                .toList();
    }

    private List<String> tags(String typed) {
        Matcher repository = REPOSITORY.matcher(typed);
        return repository.find()
                ? soon(
                        "tags " + repository.group(1),
                        () -> lines(List.of("git", "-C", repository.group(1), "tag", "--sort=-version:refname"))
                                .toList())
                : List.of();
    }

    /** Of the server that the client finds by itself, as whom it lets in: of PostgreSQL mostly the account of that name. */
    private List<String> databases(String... client) {
        boolean asOwner = client[0].equals("psql")
                && host.user().equals("root")
                && host.hasUser("postgres")
                && host.variable("PGHOST").isEmpty();
        Context context = asOwner ? Context.own().as(Optional.of("postgres")) : Context.own();
        for (String name : CLIENT) {
            Optional<String> value = host.variable(name);
            if (value.isPresent()) {
                context = context.with(name, SecretText.plain(value.get()));
            }
        }
        return host.ask(Command.of(client).in(context)).out().lines().toList();
    }

    /** Of the declared database that the statement names first. */
    private List<String> tables(String typed, List<Resource> declared) {
        Matcher named = NAMED.matcher(typed);
        return named.find()
                ? declared.stream()
                        .filter(each ->
                                each.kind().equals("database") && each.name().equals(named.group(1)))
                        .findFirst()
                        .map(resource -> soon("tables " + resource.name(), () -> tables(resource)))
                        .orElse(List.of())
                : List.of();
    }

    private List<String> tables(Resource resource) {
        try (Connections connections = new Connections(host)) {
            return connections
                    .query(Patience.none(), DeclaredDatabase.of(resource).database(), TABLES)
                    .column();
        } catch (Failure refused) {
            return List.of();
        }
    }

    private Stream<String> lines(List<String> command) {
        return host.ask(Command.of(command)).out().lines().filter(line -> !line.isBlank());
    }

    private List<String> files(String begun) {
        int slash = begun.lastIndexOf('/') + 1;
        String folder = begun.substring(0, slash);
        Path path = terminal.path(folder.isEmpty() ? "." : folder);
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> folder + file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
                    .sorted()
                    .limit(1000)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
