package dev.belay.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All commands, in the order of the help. A command's class is loaded only when it is asked for: starting is to be quick. */
final class Commands {

    /**
     * A command.
     *
     * @param group under which the help lists it
     * @param summary a few words
     * @param make puts it together
     */
    record Entry(String name, String group, String summary, Function<Parts, Subcommand> make) {}

    private static final List<Entry> ALL = List.of(
            new Entry("init", "Prepare", "look at this machine, write a site file", parts -> new InitCommand(parts)),
            new Entry(
                    "check", "Prepare", "check scripts and sites; contacts nothing", parts -> new CheckCommand(parts)),
            new Entry("doctor", "Prepare", "try users, tools, secrets, databases", parts -> new DoctorCommand(parts)),
            new Entry(
                    "versions",
                    "Prepare",
                    "the ladder, and where this machine stands",
                    parts -> new VersionsCommand(parts)),
            new Entry(
                    "preview",
                    "Upgrade",
                    "show what would happen; changes nothing",
                    parts -> new PreviewCommand(parts)),
            new Entry("run", "Upgrade", "preview, ask, run", parts -> new RunCommand(parts)),
            new Entry("repl", "Upgrade", "step through it at a prompt", parts -> new ReplCommand(parts)),
            new Entry("status", "After", "what is up, down, in doubt; what next", parts -> new StatusCommand(parts)),
            new Entry("attach", "After", "watch a run", parts -> new AttachCommand(parts)),
            new Entry("log", "After", "the journal, or one step's output", parts -> new LogCommand(parts)),
            new Entry("resume", "After", "go on", parts -> new ResumeCommand(parts)),
            new Entry("undo", "After", "go back, previewed first", parts -> new UndoCommand(parts)),
            new Entry(
                    "resolve",
                    "After",
                    "settle a doubt: done, redo, skip, with a reason",
                    parts -> new ResolveCommand(parts)),
            new Entry("accept", "After", "declare good; ends the way back", parts -> new AcceptCommand(parts)),
            new Entry("abandon", "After", "close a run as it stands", parts -> new AbandonCommand(parts)),
            new Entry(
                    "demo",
                    "Learn",
                    "the whole of it on parts that are brought along",
                    parts -> new DemoCommand(parts)),
            new Entry("verbs", "Learn", "what scripts can say", parts -> new VerbsCommand(parts)),
            new Entry(
                    "completion", "Learn", "a completion script for the shell", parts -> new CompletionCommand(parts)));

    private Commands() {}

    /** All of them. */
    static List<Entry> all() {
        return ALL;
    }

    /** The command of this name. */
    static Optional<Entry> find(String name) {
        return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** The help page. */
    static String help() {
        StringBuilder out = new StringBuilder("belay COMMAND [APP|SCRIPT|PLAN|RUN] [OPTION]...\n\n");
        String group = "";
        for (Entry entry : ALL) {
            out.append(String.format(
                    "  %-9s %-11s %s%n",
                    entry.group().equals(group) ? "" : entry.group(), entry.name(), entry.summary()));
            group = entry.group();
        }
        return out.append("\nbelay COMMAND --help tells the options of a command; belay --version the version.\n")
                .toString();
    }
}
