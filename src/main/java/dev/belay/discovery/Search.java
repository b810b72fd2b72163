package dev.belay.discovery;

import dev.belay.database.Database;
import dev.belay.database.Rows;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.host.HostReader;
import dev.belay.host.Output;
import dev.belay.value.Unseen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final HostReader host;
    private final Resemblance application;
    private final List<String> roots;
    private final List<String> unseen = new ArrayList<>();

    private Search(HostReader host, Resemblance application, List<String> roots) {
        this.host = host;
        this.application = application;
        this.roots = roots;
    }

    /** Asks a database in a read-only transaction. */
    public interface Asking {
        /** The rows of a query that Belay wrote. */
        Rows query(Database database, String sql);
    }

    /** A search where applications usually are. */
    public static Search of(HostReader host, String application) {
        return in(host, application, ROOTS);
    }

    /** A search below these folders. */
    public static Search in(HostReader host, String application, List<String> roots) {
        return new Search(host, new Resemblance(application), roots);
    }

    /** All that is found; what cannot be looked at is told, and stops nothing. */
    public Findings all(Asking databases) {
        List<Finding> found = new ArrayList<>();
        List<Finding.Unit> units = looked(this::units);
        found.addAll(units);
        List<String> marks = looked(() -> marks(units));
        found.addAll(looked(() -> checkouts(marks)));
        marks.stream()
                .filter(mark -> mark.endsWith("/pyvenv.cfg"))
                .forEach(mark -> found.add(new Finding.Environment(parent(mark))));
        found.addAll(looked(() -> databases(databases)));
        return new Findings(found, unseen);
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
        Output listed = host.ask(Command.of(
                "systemctl", "list-unit-files", "--type=service,timer", "--no-legend", "--no-pager", "--plain"));
        return listed.out()
                .lines()
                .map(line -> line.strip().split("\\s+")[0])
                .filter(name -> name.matches(".+\\.(service|timer)") && !name.endsWith("@.service"))
                .filter(application::fits)
                .map(this::unit)
                .toList();
    }

    private Finding.Unit unit(String name) {
        Map<String, String> shown = host.ask(Command.of("systemctl", "show", name))
                .out()
                .lines()
                .filter(line -> line.indexOf('=') > 0 && line.indexOf('=') < line.length() - 1)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> line.substring(line.indexOf('=') + 1),
                        (first, second) -> first));
        return new Finding.Unit(
                name,
                "active".equals(shown.get("ActiveState")),
                Optional.ofNullable(shown.get("User")),
                Optional.ofNullable(shown.get("WorkingDirectory")).map(path -> path.replaceFirst("^[!-]+", "")));
    }

    /** Paths that tell of a checkout or of a virtual environment. */
    private List<String> marks(List<Finding.Unit> units) {
        List<String> folders = Stream.concat(roots.stream(), units.stream().flatMap(unit -> unit.folder().stream()))
                .filter(path -> host.read(Context.own()).exists(path))
                .distinct()
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
        return found.out()
                .lines()
                .filter(path -> folders.stream()
                        .anyMatch(folder -> path.startsWith(folder)
                                && (application.fits(path.substring(folder.length())) || !roots.contains(folder))))
                .distinct()
                .sorted()
                .toList();
    }

    private List<Finding.Checkout> checkouts(List<String> marks) {
        return marks.stream()
                .filter(mark -> mark.endsWith("/.git"))
                .map(Search::parent)
                .map(path -> new Finding.Checkout(path, version(path)))
                .toList();
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
        return databases.query(server, DATABASES).rows().stream()
                .map(read)
                .filter(database -> application.fits(database.name()))
                .toList();
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
