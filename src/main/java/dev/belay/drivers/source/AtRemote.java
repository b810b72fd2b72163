package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Command;
import dev.belay.host.Output;
import dev.belay.value.Unseen;
import java.time.Duration;
import java.util.Optional;

/**
 * The commit that a tag or a branch names at a remote; empty where the remote has none. Nothing is fetched and nobody is asked: ssh
 * takes known hosts and keys without a passphrase only, and no program that the repository's configuration names is run.
 *
 * @param ref such as {@code refs/tags/4.4.0}
 */
record AtRemote(Repository repository, String remote, String ref) implements Fact<Optional<String>> {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String PEELED = "^{}";
    private static final String SSH =
            "core.sshCommand=ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -o UpdateHostKeys=no -o ConnectTimeout=10";

    @Override
    public Optional<String> read(Probe world) {
        Command ask = repository.command(
                world.host(),
                "-c",
                SSH,
                "-c",
                "protocol.ext.allow=never",
                "-c",
                "credential.helper=",
                "-c",
                "core.askPass=true",
                "ls-remote",
                "--upload-pack=git-upload-pack",
                remote,
                ref,
                ref + PEELED);
        Output output = world.host().ask(ask.timeout(PATIENCE));
        if (!output.ok()) {
            throw new Unseen(remote + " of " + repository.path() + " tells nothing: "
                    + output.err().lines().findFirst().orElse("exit code " + output.exit()));
        }
        return commit(output.out(), ref + PEELED).or(() -> commit(output.out(), ref));
    }

    private static Optional<String> commit(String answer, String name) {
        return answer.lines()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2 && parts[1].equals(name))
                .map(parts -> parts[0])
                .findFirst();
    }

    @Override
    public Target target() {
        return repository.objects();
    }

    @Override
    public String subject() {
        return ref + " at " + remote;
    }

    @Override
    public String show(Optional<String> commit) {
        return commit.map(Head::brief).orElse("");
    }

    /** A branch moves on while a preview is read; a tag that moves is another version. */
    @Override
    public boolean estimate() {
        return !ref.startsWith("refs/tags/");
    }
}
