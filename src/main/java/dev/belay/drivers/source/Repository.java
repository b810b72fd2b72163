package dev.belay.drivers.source;

import dev.belay.driver.Arguments;
import dev.belay.driver.Target;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.host.HostReader;
import dev.belay.host.Output;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import dev.belay.value.Unseen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A work tree of git, and who works in it: git refuses trees of another owner, and a tree's own configuration can name programs,
 * so root works as the owner.
 *
 * @param path of the work tree's top folder; absolute
 * @param user who works in it; empty for its owner where root runs Belay, else for the one who runs Belay
 */
record Repository(String path, Optional<String> user) {

    private static final List<String> GIT = List.of(
            "git", "-c", "core.fsmonitor=false", "-c", "advice.detachedHead=false", "-c", "core.quotePath=false");

    /** The repository that an argument of a step names. */
    static Repository of(Arguments arguments, String name) {
        Context context = arguments.context();
        String path = context.absolute(arguments.text(name)).replaceFirst("(?<=.)/+$", "");
        if (!path.startsWith("/")) {
            throw Failure.wrong(
                    "'" + path + "' is no absolute path, and there is no dir: that it could be relative to");
        }
        return new Repository(path, context.user());
    }

    /** A git command that may change something. */
    Command command(HostReader host, String... arguments) {
        List<String> all = new ArrayList<>(GIT);
        all.addAll(Arrays.asList(arguments));
        return Command.of(all).in(working(host));
    }

    /**
     * Asks git something; whoever calls looks at the exit code.
     *
     * @throws Unseen where git refuses to look at this tree
     * @throws Failure where there is no such tree
     */
    Output ask(HostReader host, String... arguments) {
        if (!host.read(working(host)).exists(path)) {
            throw Failure.unmet("there is no folder " + path, "clone the repository there first, or correct the path");
        }
        Command command = command(host, arguments);
        Output output = host.ask(command.in(command.context().with("GIT_OPTIONAL_LOCKS", SecretText.plain("0"))));
        if (output.exit() == 128 && output.err().contains("dubious ownership")) {
            throw new Unseen(path + ": it belongs to another user; run Belay as root or as its owner, or give as:");
        }
        if (output.exit() == 128 && output.err().contains("not a git repository")) {
            throw Failure.unmet(
                    path + " is no git repository", "clone the repository there first, or correct the path");
        }
        return output;
    }

    /** What git answers to a question that must have an answer. */
    String answer(HostReader host, String... arguments) {
        Output output = ask(host, arguments);
        if (!output.ok()) {
            throw new Unseen(path + ": git " + arguments[0] + ": "
                    + output.err().lines().findFirst().orElse("exit code " + output.exit()));
        }
        return output.out();
    }

    /** The texts that git parts by NUL characters; sorted. */
    static List<String> parted(String answer) {
        return Arrays.stream(answer.split("\0"))
                .filter(part -> !part.isEmpty())
                .sorted()
                .toList();
    }

    /** The circumstances in which git runs here. */
    Context working(HostReader host) {
        return Context.own().as(user.or(() -> owner(host))).in(path);
    }

    private Optional<String> owner(HostReader host) {
        return host.read(Context.own())
                .info(path)
                .map(FileInfo::owner)
                .filter(owner -> host.user().equals("root") && !owner.equals("root") && host.hasUser(owner));
    }

    /** What HEAD, the index and the work tree's cleanness are facts about: a step that changes files here may change them. */
    Target state() {
        return Target.files(path + "/.git");
    }

    /** What tags, branches and commits are facts about: they stay when another commit is checked out. */
    Target objects() {
        return new Target("git", path);
    }

    /** The files of the work tree. */
    Target files() {
        return Target.files(path);
    }

    @Override
    public String toString() {
        return path;
    }
}
