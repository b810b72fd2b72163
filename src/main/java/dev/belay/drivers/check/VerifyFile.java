package dev.belay.drivers.check;

import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Operation;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.host.Context;
import dev.belay.host.FileReader;
import dev.belay.value.Digest;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** {@code verify file: path, contains: 'x', sha256: '...'}: a file is there, and holds what it should. */
record VerifyFile(String path, Optional<String> contains, Optional<Digest> sha256, Context context, Duration within)
        implements Verification {

    static final Operation OPERATION = new Operation(
            Form.of("verify", Subject.none(), "file", Type.PATH, "the file")
                    .option(
                            Option.of("contains", Type.TEXT, "a text that it must hold"),
                            Option.of("sha256", Type.TEXT, "the digest of its content, 64 hexadecimal digits"),
                            Options.WITHIN,
                            Options.AS,
                            Options.DIR)
                    .doc("Holds where the file is there, with the text and of the digest, if these are given.")
                    .example("verify file: \"$home/static/manifest.json\", contains: '4.4.0'")
                    .form(),
            VerifyFile::bind);

    private static Action bind(Arguments arguments) {
        return new VerifyFile(
                arguments.context().absolute(arguments.text("file")),
                arguments.optionalText("contains"),
                arguments.optionalText("sha256").map(VerifyFile::digest),
                arguments.context(),
                arguments.optionalDuration("within").orElse(Duration.ZERO));
    }

    private static Digest digest(String text) {
        if (!text.matches("[0-9a-fA-F]{64}")) {
            throw Failure.wrong("'" + text + "' is not a SHA-256; these have 64 hexadecimal digits");
        }
        return new Digest(text.toLowerCase(Locale.ROOT));
    }

    @Override
    public Optional<String> wrong(Work work) {
        FileReader files = work.host().read(context);
        if (!files.exists(path)) {
            return Optional.of("there is no " + path);
        }
        if (sha256.isPresent() && !files.digest(path).equals(sha256)) {
            return Optional.of(path + " has the SHA-256 "
                    + files.digest(path).map(Digest::brief).orElse("none") + "..., not "
                    + sha256.get().brief() + "...");
        }
        return contains.filter(text -> !files.text(path).orElse("").contains(text))
                .map(text -> path + " does not contain '" + text + "'");
    }
}
