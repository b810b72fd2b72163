package dev.belay.cli;

import dev.belay.report.VerbText;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "belay verbs",
        description = "What scripts and site files can say: all words in a list, or all that there is about one.",
        footer = {"", "belay verbs backup", "belay verbs param", "belay verbs touches"})
final class VerbsCommand implements Subcommand {

    private final Parts parts;

    @Parameters(
            arity = "0..1",
            paramLabel = "WORD",
            description =
                    "a verb, a declaration such as database, another word such as param, or an option such as touches")
    Optional<String> asked = Optional.empty();

    @Mixin
    OutputOptions output = new OutputOptions();

    VerbsCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        VerbText text = new VerbText(parts.drivers().catalog(), output.page(parts.terminal()));
        Optional<String> word = asked.map(each -> known(text, each));
        boolean json = output.format() == OutputOptions.Format.json || output.format() == OutputOptions.Format.jsonl;
        output.write(
                parts.terminal(), json ? text.json(word) : word.map(text::one).orElseGet(text::all));
        return Exit.DONE;
    }

    /** The word, which may be written as scripts write options: {@code touches:}. */
    private static String known(VerbText text, String written) {
        String word = written.endsWith(":") ? written.substring(0, written.length() - 1) : written;
        List<String> words = text.words();
        if (words.contains(word)) {
            return word;
        }
        List<String> speaking = text.speakingOf(word);
        String all = "belay verbs lists them all";
        throw Failure.wrong(
                "there is no word '" + word + "'" + Suggestion.didYouMean(word, words),
                speaking.isEmpty() ? all : "it is spoken of in: " + String.join(", ", speaking) + "; " + all);
    }
}
