package dev.belay.cli;

import dev.belay.catalog.Catalog;
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
        description =
                "What scripts and site files can say: all words in a list, or one with its options and an example.",
        footer = {"", "belay verbs backup", "belay verbs param"})
final class VerbsCommand implements Subcommand {

    private final Parts parts;

    @Parameters(
            arity = "0..1",
            paramLabel = "WORD",
            description = "a verb, a kind of declaration such as database, or another word such as param")
    Optional<String> verb = Optional.empty();

    @Mixin
    OutputOptions output = new OutputOptions();

    VerbsCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        Catalog catalog = parts.drivers().catalog();
        verb.ifPresent(word -> known(catalog, word));
        VerbText text = new VerbText(catalog, output.page(parts.terminal()));
        boolean json = output.format() == OutputOptions.Format.json || output.format() == OutputOptions.Format.jsonl;
        String result = json ? text.json(verb) : verb.map(text::one).orElseGet(text::all);
        output.write(parts.terminal(), result);
        return Exit.DONE;
    }

    private static void known(Catalog catalog, String word) {
        List<String> words = VerbText.words(catalog);
        if (!words.contains(word)) {
            String meant = Suggestion.didYouMean(word, words);
            throw Failure.wrong("there is no word '" + word + "'" + meant, "belay verbs lists them all");
        }
    }
}
