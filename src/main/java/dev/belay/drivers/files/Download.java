package dev.belay.drivers.files;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Result;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.FileInfo;
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import dev.belay.value.Digest;
import dev.belay.value.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code download 'https://...', to: 'file', sha256: '...'}: gets a file beside its place, and puts it there once its sum is right. A
 * preview asks nobody: what counts is the sum, and that is known.
 */
record Download(URI address, Place to, Digest sha256, Optional<Integer> mode, Optional<Duration> timeout)
        implements Replacing {

    private static final int PUBLIC = 0644;

    static final Operation OPERATION = new Operation(
            Form.of("download", Subject.of(Type.TEXT, "the address, http or https"))
                    .option(
                            Option.required("to", Type.PATH, "the file, its own name included"),
                            Option.required("sha256", Type.TEXT, "the checksum that the file must have"),
                            Option.of("mode", Type.TEXT, "permission bits, such as '0755'; '0644' unless told"))
                    .option(Options.TIMEOUT, Options.AS, Options.DIR)
                    .result(Type.PATH)
                    .worst(Effect.REVERSIBLE)
                    .doc(
                            "Gets a file, and goes on where a connection broke off. It has its name only once its checksum is right; "
                                    + "what was there is kept until the run is accepted. A preview asks no server.")
                    .example(
                            "def zip = download 'https://example.org/app-4.4.0.tar.gz', to: '/srv/app/app-4.4.0.tar.gz',\n"
                                    + "    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'")
                    .form(),
            Download::bind);

    private static Action bind(Arguments arguments) {
        String sum = arguments.text("sha256").strip().toLowerCase(Locale.ROOT);
        if (!sum.matches("[0-9a-f]{64}")) {
            throw Failure.wrong("sha256: '" + sum + "' is no SHA-256", "give its 64 hexadecimal digits");
        }
        return new Download(
                address(arguments.text(Form.SUBJECT)),
                Place.of(arguments, arguments.text("to")),
                new Digest(sum),
                arguments.optionalText("mode").map(FileMode::parse),
                arguments.optionalDuration("timeout"));
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            String scheme = Optional.ofNullable(address.getScheme()).orElse("");
            if (scheme.matches("(?i)https?") && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException wrong) {
            // told below
        }
        throw Failure.wrong(
                "'" + text + "' is no address of a file", "give one such as 'https://example.org/app.tar.gz'");
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.result(Value.of(to.path()));
        Swap swap = swap(forecast);
        Sha256 sum = new Sha256(to);
        String kind = forecast.now(new FileKind(to));
        Replacement.mustHaveFolder(forecast, to);
        if (!kind.equals(FileKind.NOTHING) && !kind.equals(FileKind.FILE)) {
            throw Failure.failed(
                    to.path() + " is a " + kind, "to put the file into a folder, say its name in to:, too");
        }
        if (forecast.now(sum).equals(Optional.of(sha256))) {
            return;
        }
        to.mustBeReplaceable(forecast);
        forecast.back(new Back.Steps(List.of(swap.wayBack(kind.equals(FileKind.FILE)))));
        forecast.disturbs(to.target());
        forecast.becomes(sum, Optional.of(sha256));
        forecast.follows(new FileKind(to), FileKind.FILE);
        forecast.remark("from " + address + "; its size is not asked for");
    }

    @Override
    public Optional<URI> fetches() {
        return Optional.of(address);
    }

    @Override
    public Result apply(Work work) {
        FileWriter files = work.files(to.context());
        Swap swap = swap(work);
        if (!files.digest(to.path()).equals(Optional.of(sha256))) {
            int bits = mode.or(() -> files.info(to.path()).map(FileInfo::mode)).orElse(PUBLIC);
            new Fetching(work, files, address, swap.made(), timeout).fetch(sha256);
            files.mode(swap.made(), bits);
            swap.swap(files, Staying.none());
        }
        Result kept = swap.result(files);
        return new Result(Optional.of(Value.of(to.path())), kept.remarks());
    }

    @Override
    public Place replaced() {
        return to;
    }
}
