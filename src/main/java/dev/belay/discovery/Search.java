package dev.belay.discovery;

import dev.belay.database.Database;
import dev.belay.database.Rows;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.host.HostReader;
import dev.belay.host.Output;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for what belongs to an application; all commands that it runs only read. */
public final class Search {

    private static final List<String> ROOTS = List.of("/srv", "/opt", "/usr/local", "/var/www", "/home");
    private static final String SOCKETS = "/var/run/postgresql";
    private static final Pattern SOCKET = Pattern.compile("\\.s\\.PGSQL\\.([0-9]{1,5})");
    private static final String DATABASES =
            "select datname, pg_get_userbyid(datdba) from pg_database where datallowconn and not datistemplate order by 1";

    private static final Pattern SERVER_IMAGE = Pattern.compile(
            "(\\S+) ((?:\\S*/)?(?:postgres|postgresql|postgis|pgvector|timescaledb(?:-ha)?)(?:[:@]\\S*)?)");

    private static final int MOST_CHECKOUTS = 500;
    private static final int LARGEST_SETTINGS = 100_000;
    private static final Pattern URL = Pattern.compile("\\s*url\\s*=\\s*(\\S+)\\s*");

    private final HostReader host;
    private final String application;
    private final Resemblance likeness;
    private final Set<String> named;
    private final List<String> roots;
    private final List<String> unseen = new ArrayList<>();

    private Search(HostReader host, String application, Set<String> named, List<String> roots) {
        this.host = host;
        this.application = application;
        this.likeness = new Resemblance(application);
        this.named = Set.copyOf(named);
        this.roots = roots;
    }

    /** Asks a database in a read-only transaction. */
    public interface Asking {
        /** The rows of a query that Belay wrote. */
        Rows query(Database database, String sql);
    }

    /**
     * A search where applications usually are.
     *
     * @param named the units that the application's script names
     */
    public static Search of(HostReader host, String application, Set<String> named) {
        return in(host, application, named, ROOTS);
    }

    /** A search below these folders. */
    public static Search in(HostReader host, String application, Set<String> named, List<String> roots) {
        return new Search(host, application, named, roots);
    }

    /** All that is found; what cannot be looked at is told, and stops nothing. */
    public Findings all(Asking databases) {
        List<String> marks = looked(this::marks);
        List<Finding.Checkout> checkouts = looked(() -> checkouts(marks));
        Belonging none = new Belonging(application, named, Set.of());
        Belonging belonging = new Belonging(
                application,
                named,
                checkouts.stream()
                        .filter(checkout -> none.isCheckout(checkout.name(), checkout.remote()))
                        .map(Finding.Checkout::name)
                        .collect(Collectors.toSet()));
        List<Finding> own = new ArrayList<>();
        List<Finding> doubtful = new ArrayList<>();
        List<Finding> candidates = new ArrayList<>(looked(this::units));
        candidates.addAll(checkouts);
        candidates.addAll(environments(marks));
        candidates.addAll(looked(() -> namedDatabases(belonging.checkouts())));
        candidates.addAll(looked(() -> databases(databases)));
        candidates.addAll(looked(this::containers));
        for (Finding finding : candidates) {
            if (belonging.owns(finding, own)) {
                own.add(finding);
            } else if (likeness.fits(finding.name())) {
                doubtful.add(finding);
            }
        }
        return new Findings(own, doubtful, unseen);
    }

    private <T> List<T> looked(Supplier<List<T>> look) {
        try {
            return look.get();
        } catch (Unseen nothing) {
            unseen.add(nothing.message());
            return List.of();
        }
    }

    private List<Finding.Unit> units() {
        if (host.which("systemctl", Context.own()).isEmpty()) {
            return List.of();
        }
        List<String> names = host.ask(Command.of(
                        "systemctl", "list-unit-files", "--type=service,timer", "--no-legend", "--no-pager", "--plain"))
                .out()
                .lines()
                .map(line -> line.strip().split("\\s+")[0])
                .filter(name -> name.matches(".+\\.(service|timer)") && !name.endsWith("@.service"))
                .toList();
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> show = new ArrayList<>(List.of("systemctl", "show", "--no-pager"));
        show.add("--property=Id,ActiveState,User,WorkingDirectory,ExecStart");
        show.addAll(names);
        return Arrays.stream(host.ask(Command.of(show)).out().split("\n\\s*\n"))
                .map(Search::properties)
                .filter(shown -> shown.containsKey("Id"))
                .map(Search::unit)
                .toList();
    }

    private static Map<String, String> properties(String block) {
        return block.lines()
                .filter(line -> line.indexOf('=') > 0 && line.indexOf('=') < line.length() - 1)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')).strip(),
                        line -> line.substring(line.indexOf('=') + 1),
                        (first, second) -> first + " " + second));
    }

    private static Finding.Unit unit(Map<String, String> shown) {
        return new Finding.Unit(
                shown.getOrDefault("Id", ""),
                "active".equals(shown.get("ActiveState")),
                Optional.ofNullable(shown.get("User")),
                Optional.ofNullable(shown.get("WorkingDirectory")).map(path -> path.replaceFirst("^[!-]+", "")),
                shown.getOrDefault("ExecStart", ""));
    }

    /** Paths that tell of a checkout or of a virtual environment. */
    private List<String> marks() {
        List<String> folders = roots.stream()
                .filter(path -> host.read(Context.own()).exists(path))
                .toList();
        if (folders.isEmpty()) {
            return List.of();
        }
        List<String> find = new ArrayList<>(List.of("find"));
        find.addAll(folders);
        find.addAll(List.of("-xdev", "-maxdepth", "5", "-name", "node_modules", "-prune", "-o"));
        find.addAll(List.of("(", "-name", ".git", "-o", "-name", "pyvenv.cfg", ")", "-print", "-prune"));
        Output found = host.ask(Command.of(find));
        found.err().lines().filter(line -> !line.isBlank()).limit(5).forEach(unseen::add);
        return found.out().lines().distinct().sorted().toList();
    }

    private List<Finding.Environment> environments(List<String> marks) {
        return marks.stream()
                .filter(mark -> mark.endsWith("/pyvenv.cfg"))
                .map(mark -> new Finding.Environment(parent(mark)))
                .toList();
    }

    private List<Finding.Checkout> checkouts(List<String> marks) {
        Belonging none = new Belonging(application, named, Set.of());
        return marks.stream()
                .filter(mark -> mark.endsWith("/.git"))
                .limit(MOST_CHECKOUTS)
                .map(mark -> new Finding.Checkout(parent(mark), Optional.empty(), remote(mark)))
                .filter(found -> none.isCheckout(found.name(), found.remote()) || likeness.fits(below(found.name())))
                .map(found -> new Finding.Checkout(found.name(), version(found.name()), found.remote()))
                .toList();
    }

    private String below(String path) {
        return roots.stream()
                .filter(root -> path.startsWith(root + "/"))
                .findFirst()
                .map(root -> path.substring(root.length()))
                .orElse(path);
    }

    /** The first address in the repository's own configuration; git is not asked, since it runs what some repositories name. */
    private Optional<String> remote(String mark) {
        try {
            return host.read(Context.own()).text(mark + "/config").stream()
                    .flatMap(String::lines)
                    .map(URL::matcher)
                    .filter(Matcher::matches)
                    .map(url -> Belonging.withoutLogin(url.group(1)))
                    .findFirst();
        } catch (Unseen | Failure closed) {
            return Optional.empty();
        }
    }

    private Optional<String> version(String path) {
        if (host.which("git", Context.own()).isEmpty()) {
            return Optional.empty();
        }
        Command describe = Command.of(
                "git",
                "--no-optional-locks",
                "-c",
                "core.fsmonitor=false",
                "-C",
                path,
                "describe",
                "--tags",
                "--always");
        Output told = host.ask(describe.in(Context.own().as(owner(path))));
        return Optional.of(told.text()).filter(text -> told.ok() && !text.isEmpty());
    }

    /** Git trusts only work trees of the account that asks. */
    private Optional<String> owner(String path) {
        return host.user().equals("root")
                ? host.read(Context.own()).info(path).map(FileInfo::owner).filter(user -> !user.equals("root"))
                : Optional.empty();
    }

    private List<Finding.LocalDatabase> databases(Asking databases) {
        List<Finding.LocalDatabase> found = new ArrayList<>();
        for (String name : host.read(Context.own()).list(SOCKETS)) {
            Matcher socket = SOCKET.matcher(name);
            if (socket.matches()) {
                int port = Integer.parseInt(socket.group(1));
                found.addAll(looked(() -> databases(databases, port)));
            }
        }
        return found;
    }

    private List<Finding.LocalDatabase> databases(Asking databases, int port) {
        Optional<String> as = host.user().equals("root") ? Optional.of("postgres") : Optional.empty();
        Database server = new Database(
                "postgres",
                Database.Product.POSTGRESQL,
                new Database.Socket(SOCKETS, port, as),
                "postgres",
                as.orElse(""),
                Optional.empty());
        Function<List<Optional<String>>, Finding.LocalDatabase> read = row -> new Finding.LocalDatabase(
                row.get(0).orElse(""), port, row.get(1).orElse(""));
        return databases.query(server, DATABASES).rows().stream().map(read).toList();
    }

    /** Those of docker, else of podman; where the engine does not run, no container does. */
    private List<Finding.DatabaseContainer> containers() {
        Optional<String> engine = Stream.of("docker", "podman")
                .filter(program -> host.which(program, Context.own()).isPresent())
                .findFirst();
        if (engine.isEmpty()) {
            return List.of();
        }
        Output listed = host.ask(Command.of(engine.get(), "ps", "--format", "{{.Names}} {{.Image}}"));
        if (listed.err().contains("permission denied")) {
            throw new Unseen("containers: " + host.user() + " may not use " + engine.get());
        }
        return listed.out()
                .lines()
                .map(SERVER_IMAGE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Finding.DatabaseContainer(line.group(1), line.group(2)))
                .toList();
    }

    /** What the settings of the application's checkouts say of its database; the folders around a checkout are looked at too. */
    private List<Finding.NamedDatabase> namedDatabases(Set<String> checkouts) {
        List<Finding.NamedDatabase> found = new ArrayList<>();
        for (String checkout : checkouts) {
            List<String> find = new ArrayList<>(List.of("find", checkout, parent(checkout), "-xdev", "-maxdepth", "2"));
            find.addAll(List.of("-type", "f", "-size", "-" + LARGEST_SETTINGS + "c", "("));
            find.addAll(List.of("-name", "*.env", "-o", "-name", ".env.*", "-o", "-name", "*.ini", "-o"));
            find.addAll(List.of("-name", "*.conf", "-o", "-name", "*.toml", "-o", "-name", "*.properties", ")"));
            host.ask(Command.of(find))
                    .out()
                    .lines()
                    .filter(file -> !file.matches(".*(example|sample|template|dist|test).*"))
                    .distinct()
                    .sorted()
                    .forEach(file -> found.addAll(looked(() -> namedIn(file))));
        }
        return found.stream().distinct().toList();
    }

    private List<Finding.NamedDatabase> namedIn(String file) {
        try {
            return host.read(Context.own())
                    .text(file)
                    .map(text -> NamedDatabases.in(file, text))
                    .orElse(List.of());
        } catch (Failure noText) {
            return List.of();
        }
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
