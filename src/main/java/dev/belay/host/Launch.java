package dev.belay.host;

import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How a command is started: its whole argument list and environment, for the user who shall run it. Every command gets a session
 * of its own, so that it has no terminal to ask at and can be ended with all its children. Starts nothing itself.
 */
final class Launch {

    /** What {@link ProcessBuilder} needs. */
    record Start(List<String> arguments, Map<String, String> environment, Optional<String> dir) {

        /** @throws Failure where the JVM would hand over question marks, for it was started in a locale without UTF-8 */
        ProcessBuilder builder() {
            if (!LOCALE.equals(StandardCharsets.UTF_8)) {
                Stream.concat(arguments.stream(), environment.values().stream())
                        .filter(text -> !LOCALE.newEncoder().canEncode(text))
                        .findAny()
                        .ifPresent(text -> {
                            throw Failure.failed("cannot hand a letter beyond " + LOCALE + " to a command", UTF8);
                        });
            }
            ProcessBuilder builder = new ProcessBuilder(arguments);
            builder.environment().clear();
            builder.environment().putAll(environment);
            dir.ifPresent(folder -> builder.directory(new File(folder)));
            return builder;
        }
    }

    private static final Charset LOCALE = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    /** What to do about letters that Belay cannot hand over. */
    static final String UTF8 = "start Belay in a locale with UTF-8: export LC_ALL=C.UTF-8";

    /** Sets PATH past sudo's secure_path, and enters the folder and finds the program with the rights of the user. */
    private static final String ENTER = """
            PATH=$1; export PATH
            if [ -n "$2" ]
            then cd -- "$2" 2>/dev/null || { echo "belay: cannot enter the folder $2" >&2; exit 125; }
            else [ -x . ] || cd /
            fi
            shift 2
            command -v "$1" >/dev/null || { echo "belay: there is no program $1" >&2; exit 125; }
            exec "$@"
            """;

    private static final List<String> SBIN = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    private final Accounts accounts;
    private final Map<String, String> callers;
    private final Secrets secrets;

    Launch(Accounts accounts, Map<String, String> callers, Secrets secrets) {
        this.accounts = accounts;
        this.callers = callers;
        this.secrets = secrets;
    }

    /** The start of a command that only reads. */
    Start reading(Command command) {
        Account target = target(command.context());
        return start(
                command,
                target,
                List.of(),
                Surroundings.reading(
                        callers, accounts.own(), target, command.context().path()));
    }

    /** The start of a command that may change something, behind a wrapper's own arguments. */
    Start working(Command command, List<String> wrapper) {
        Account target = target(command.context());
        return start(
                command,
                target,
                wrapper,
                Surroundings.working(
                        callers, accounts.own(), target, command.context().path()));
    }

    /** True where the context's user is the one who runs Belay. */
    boolean own(Context context) {
        return target(context).uid() == accounts.own().uid();
    }

    /** True where Belay's own user may do to the processes and files of this account what the account may. */
    boolean mayActFor(String account) {
        return accounts.own().isRoot() || accounts.own().name().equals(account);
    }

    /** The account that the context names, or else Belay's own. */
    Account target(Context context) {
        return context.user()
                .map(name -> accounts.named(name)
                        .orElseThrow(() -> Failure.failed(
                                "there is no user '" + name + "' on this machine",
                                "correct 'as:', or make the account")))
                .orElseGet(accounts::own);
    }

    /** True where root acts for itself. */
    boolean asRoot(Context context) {
        return accounts.own().isRoot() && own(context);
    }

    /** The other user that root gives the output to. */
    Optional<String> heir(Context context) {
        return accounts.own().isRoot() && !own(context)
                ? Optional.of(target(context).name())
                : Optional.empty();
    }

    /** The path of a program as Belay's own user finds it in the context's PATH. */
    Optional<String> which(String program, Context context) {
        Map<String, String> environment = Surroundings.working(callers, accounts.own(), accounts.own(), context.path());
        return find(
                program,
                context,
                Arrays.asList(environment.getOrDefault("PATH", "").split(":")));
    }

    /** Why runuser or sudo refused to start a command, where that is what its end means. */
    static Optional<String> refusal(int exit, String err) {
        String first = err.lines().findFirst().orElse("");
        if (exit == 125 && first.startsWith("belay: ")) {
            return Optional.of(first.substring("belay: ".length()));
        }
        if (exit == 1 && first.matches("(sudo: |runuser: |Sorry, user ).*")) {
            return Optional.of(first);
        }
        return Optional.empty();
    }

    private Start start(Command command, Account target, List<String> wrapper, Map<String, String> environment) {
        Context context = command.context();
        context.env().forEach((name, value) -> environment.put(valid(name), carried(name, value)));
        List<String> arguments = new ArrayList<>();
        arguments.add(tool("setsid"));
        arguments.addAll(wrapper);
        if (target.uid() == accounts.own().uid()) {
            arguments.add(program(command));
            arguments.addAll(command.arguments().subList(1, command.arguments().size()));
            context.dir().ifPresent(Launch::mustBeFolder);
            return new Start(arguments, environment, context.dir());
        }
        arguments.addAll(become(target, environment));
        arguments.addAll(List.of(
                "/bin/sh",
                "-c",
                ENTER,
                "sh",
                environment.getOrDefault("PATH", ""),
                context.dir().orElse("")));
        arguments.addAll(command.arguments());
        return new Start(arguments, environment, Optional.empty());
    }

    private List<String> become(Account target, Map<String, String> environment) {
        Optional<String> runuser = find("runuser", Context.own(), SBIN);
        if (accounts.own().isRoot() && runuser.isPresent()) {
            return List.of(runuser.get(), "-u", target.name(), "--");
        }
        String sudo = which("sudo", Context.own())
                .orElseThrow(() -> Failure.failed(
                        "cannot act as " + target.name() + ": there is neither "
                                + (accounts.own().isRoot()
                                        ? "runuser nor sudo"
                                        : "sudo here, nor is Belay run by root"),
                        "run Belay as root, or as " + target.name() + ", or install sudo"));
        TreeSet<String> kept = new TreeSet<>(environment.keySet());
        kept.removeAll(List.of("HOME", "USER", "LOGNAME", "SHELL", "PATH"));
        return List.of(sudo, "-n", "-H", "-u", target.name(), "--preserve-env=" + String.join(",", kept), "--");
    }

    private String program(Command command) {
        String program = command.arguments().get(0);
        return which(program, command.context())
                .orElseThrow(() -> Failure.failed(
                        "there is no program " + program + " on this machine",
                        "install it, or name its folder with 'path:'"));
    }

    private static Optional<String> find(String program, Context context, List<String> folders) {
        Stream<String> candidates = program.contains("/")
                ? Stream.of(context.absolute(program))
                : folders.stream().filter(folder -> folder.startsWith("/")).map(folder -> folder + "/" + program);
        return candidates
                .filter(path -> Files.isRegularFile(Path.of(path)) && Files.isExecutable(Path.of(path)))
                .findFirst();
    }

    /** The path of a program of the system. */
    String tool(String name) {
        return find(name, Context.own(), SBIN)
                .orElseThrow(
                        () -> Failure.failed("there is no program " + name + " on this machine", "install util-linux"));
    }

    private static void mustBeFolder(String dir) {
        if (!Files.isDirectory(Path.of(dir))) {
            throw Failure.failed("cannot enter the folder " + dir);
        }
    }

    private String carried(String name, SecretText value) {
        String revealed = secrets.reveal(value);
        if (revealed.indexOf('\0') >= 0) {
            throw Failure.failed("the value of the variable " + name + " holds a NUL character");
        }
        return revealed;
    }

    private static String valid(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw Failure.wrong("'" + name + "' cannot be the name of a variable of the environment");
        }
        return name;
    }
}
