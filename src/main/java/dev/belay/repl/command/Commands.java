package dev.belay.repl.command;

import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.util.List;
import java.util.Optional;

/** All commands of the prompt, in the order of the help. */
public final class Commands {

    /**
     * Commands that go together.
     *
     * @param title of the group
     */
    public record Group(String title, List<Command> commands) {}

    private static final List<Group> GROUPS = List.of(
            new Group(
                    "Go on", List.of(new StepCommand(), new NextCommand(), new ContinueCommand(), new UntilCommand())),
            new Group("When a step failed", List.of(new RetryCommand(), new EditCommand(), new SkipCommand())),
            new Group("Go back", List.of(new BackCommand(), new UndoCommand())),
            new Group("Stop before", List.of(new BreakCommand(), new BreaksCommand())),
            new Group(
                    "Look",
                    List.of(
                            new WhereamiCommand(),
                            new PlanCommand(),
                            new PreviewCommand(),
                            new WhyCommand(),
                            new DiffCommand(),
                            new VarsCommand(),
                            new PrintCommand(),
                            new LogCommand(),
                            new OutputCommand(),
                            new SiteCommand(),
                            new ShellCommand())),
            new Group("End", List.of(new ResolveCommand(), new AcceptCommand(), new AbandonCommand())),
            new Group(
                    "Files",
                    List.of(new LoadCommand(), new ReloadCommand(), new SaveCommand(), new TranscriptCommand())),
            new Group("Leave", List.of(new HelpCommand(), new QuitCommand())));

    private Commands() {}

    /** All of them in their groups. */
    public static List<Group> groups() {
        return GROUPS;
    }

    /** All of them. */
    public static List<Command> all() {
        return GROUPS.stream().flatMap(group -> group.commands().stream()).toList();
    }

    /** The command of a name or a short form; empty where there is none. */
    public static Optional<Command> find(String word) {
        return all().stream()
                .filter(command -> command.usage().name().equals(word)
                        || command.usage().brief().equals(word))
                .findFirst();
    }

    /**
     * A line that begins with a colon, as a command and its argument.
     *
     * @throws Failure (2) where there is no such command, with what may be meant, or its argument is missing or one too many
     */
    public static Line parse(String line) {
        String rest = line.strip().substring(1).strip();
        int end = 0;
        while (end < rest.length() && Character.isLetter(rest.charAt(end))) {
            end++;
        }
        end = end == 0 && (rest.startsWith("=") || rest.startsWith("!")) ? 1 : end;
        String word = rest.substring(0, end);
        Command command = find(word)
                .orElseThrow(() -> Failure.wrong(
                        "there is no command ':" + word + "'"
                                + Suggestion.didYouMean(
                                        word,
                                        all().stream()
                                                .map(each -> each.usage().name())
                                                .toList()),
                        ":help lists them"));
        String argument = rest.substring(word.length()).strip();
        Arguments.check(command.usage(), argument);
        return new Line(command, argument);
    }

    /** A command with what stands behind it. */
    public record Line(Command command, String argument) {}
}
