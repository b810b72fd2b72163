package dev.belay.cli;

import dev.belay.report.Page;
import dev.belay.report.PreviewText;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options about what is printed, and where. */
final class OutputOptions {

    private static final String ELSEWHERE = "name another place by -o FILE";

    /** How results are written. */
    enum Format {
        text,
        json,
        jsonl,
        markdown
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "tell what this command does and takes")
    boolean help;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json, jsonl or markdown; text unless told")
    Optional<Format> format = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write to a file; .json, .jsonl and .md choose the format")
    Optional<String> file = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            description = "say only what matters most")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "say all there is")
    boolean verbose;

    @Option(names = "--no-color", description = "no colours; so does the variable NO_COLOR")
    boolean noColour;

    /** The format asked for; by the name of the file where it is not told. */
    Format format() {
        return format.orElseGet(() -> {
            String name = file.orElse("");
            if (name.endsWith(".json")) {
                return Format.json;
            }
            if (name.endsWith(".jsonl")) {
                return Format.jsonl;
            }
            return name.endsWith(".md") ? Format.markdown : Format.text;
        });
    }

    /**
     * For a command that writes text and nothing else.
     *
     * @throws Failure (2) where another format is asked for
     */
    void textOnly(String command) {
        format.filter(asked -> asked != Format.text).ifPresent(asked -> {
            throw Failure.wrong(
                    "'" + command + "' writes text only, and no " + asked,
                    "leave out --format; belay preview, status, verbs and versions write JSON");
        });
    }

    /** How much is said. */
    PreviewText.Detail detail() {
        if (quiet) {
            return PreviewText.Detail.QUIET;
        }
        return verbose ? PreviewText.Detail.FULL : PreviewText.Detail.NORMAL;
    }

    /** The page that texts are laid out for. */
    Page page(Terminal terminal) {
        return file.isPresent() ? Page.plain() : terminal.page(noColour);
    }

    /**
     * Writes a result to the file or the screen.
     *
     * @throws Failure where the file cannot be written
     */
    void write(Terminal terminal, String text) {
        if (file.isEmpty()) {
            terminal.out().print(text);
            terminal.out().flush();
            return;
        }
        Path target = terminal.path(file.get());
        try {
            Files.writeString(target, text);
        } catch (NoSuchFileException e) {
            throw new Failure(Exit.WRONG, "cannot write " + file.get() + ": its folder does not exist", e, ELSEWHERE);
        } catch (IOException e) {
            throw new Failure(Exit.WRONG, "cannot write " + file.get() + ": " + Reason.of(e), e, ELSEWHERE);
        }
    }
}
