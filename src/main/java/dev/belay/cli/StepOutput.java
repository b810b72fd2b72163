package dev.belay.cli;

import dev.belay.host.Host;
import dev.belay.journal.Entry;
import dev.belay.journal.RunFolder;
import dev.belay.plan.Secret;
import dev.belay.report.Page;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.SecretText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a step printed, attempt by attempt. The files of a run hold it as it came, so it is masked on its way to the screen; where
 * a secret of the plan cannot be had, nothing could be masked, and nothing is shown.
 */
record StepOutput(RunFolder folder, String step) {

    /** Prints all of it; true where there was any. */
    boolean print(Host host, PrintStream out) {
        List<Path> files =
                attempts().stream().flatMap(token -> files(token).stream()).toList();
        if (!files.isEmpty()) {
            learn(host);
        }
        boolean printed = false;
        for (Path file : files) {
            printed |= print(file, host, out);
        }
        out.flush();
        return printed;
    }

    private List<String> attempts() {
        return folder.entries().stream()
                .filter(entry -> entry instanceof Entry.Intended intended
                        && intended.step().equals(step))
                .map(entry -> ((Entry.Intended) entry).token())
                .distinct()
                .toList();
    }

    private List<Path> files(String token) {
        Path attempt = folder.path().resolve("steps").resolve(token);
        if (!Files.isDirectory(attempt)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(attempt)) {
            return all.filter(StepOutput::isOutput)
                    .sorted(Comparator.comparing(StepOutput::order))
                    .toList();
        } catch (IOException e) {
            throw unreadable(attempt, e);
        }
    }

    /** One command after the other, what it printed before its errors: which line came first is not kept. */
    private static String order(Path file) {
        String path = file.toString();
        return path.endsWith(".err") ? path.substring(0, path.length() - ".err".length()) + ".out+" : path;
    }

    private static boolean isOutput(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".out") || name.endsWith(".err") || name.endsWith(".log");
    }

    /** From then on the host masks the secrets of the plan. */
    private void learn(Host host) {
        for (Secret secret : folder.plan().secrets()) {
            try {
                host.reveal(SecretText.secret(secret.name()));
            } catch (Failure missing) {
                throw new Failure(
                        missing.exit(),
                        "what the step printed may hold the secret " + secret.name()
                                + ", which cannot be read to mask it: " + missing.message(),
                        "the files are in " + folder.path().resolve("steps"));
            }
        }
    }

    private static boolean print(Path file, Host host, PrintStream out) {
        boolean printed = false;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(Page.printable(host.mask(line)));
                printed = true;
            }
            return printed;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Failure unreadable(Path file, IOException e) {
        return new Failure(
                Exit.FAILED, "cannot read " + file + ": " + Reason.of(e), e, "read it as the one who owns it");
    }
}
