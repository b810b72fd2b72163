package dev.belay.host;

import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.SecretText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Files as another user changes them: the counterpart of {@link OwnFiles}, by commands that run as that user. */
final class OthersFiles extends OthersReader implements FileWriter {

    private static final Duration PATIENCE = Duration.ofHours(6);

    /** Puts a finished temporary file in the place of another; needs coreutils 8.24 for {@code sync FILE}. */
    private static final String TEMPORARY = """
            set -e; umask 077
            folder=${at%/*}; folder=${folder:-/}
            new=$(mktemp -- "$folder/.belay-XXXXXXXXXX")
            trap 'rm -f -- "$new"' EXIT
            """;

    /** The size tells whether all of the content came, or Belay died meanwhile. */
    private static final String WRITE = "at=$(readlink -m -- \"$1\")\n" + TEMPORARY + """
            cat >"$new"
            [ "$(stat -c %s -- "$new")" = "$2" ] || { echo 'the content was cut off' >&2; exit 1; }
            if [ -e "$at" ]; then
              [ -f "$at" ] || { echo 'it is not a regular file' >&2; exit 1; }
              [ -O "$at" ] || { echo "it belongs to $(stat -c %U -- "$at")" >&2; exit 1; }
              [ "$(stat -c %g -- "$at")" = "$(stat -c %g -- "$new")" ] || chgrp --reference="$at" -- "$new" 2>/dev/null ||
                { echo "its group is $(stat -c %G -- "$at"), of which $(id -un) is no member" >&2; exit 1; }
              chmod --reference="$at" -- "$new"
            else chmod 644 -- "$new"
            fi
            if [ -n "$3" ]; then chmod "$3" -- "$new"; fi
            sync -- "$new"; mv -fT -- "$new" "$at"; sync -- "$folder"
            """;

    private static final String COPY = "at=$2\n" + TEMPORARY + """
            [ -f "$1" ] || { echo 'it is not a regular file' >&2; exit 1; }
            cat -- "$1" >"$new"
            chmod --reference="$1" -- "$new"
            sync -- "$new"; ln -T -- "$new" "$at"; sync -- "$folder"
            """;

    private static final String CREATE = """
            set -e; umask 077; set -C
            cat >"$1"
            sync -- "$1"; sync -- "${1%/*}/"
            """;

    private static final String APPEND = """
            set -e; umask 077
            if [ -L "$1" ]; then echo 'it is a link' >&2; exit 1; fi
            cat >>"$1"
            sync -- "$1"; sync -- "${1%/*}/"
            """;

    private static final String COPY_TREE = """
            set -e
            if [ -e "$2" ] || [ -L "$2" ]; then echo 'it exists already' >&2; exit 1; fi
            cp -aT -- "$1" "$2"; sync -f -- "${2%/*}/"
            """;

    private static final String SHARE = """
            if ! [ -e "$1" ] && ! [ -L "$1" ]; then echo 'it does not exist' >&2; exit 1; fi
            if [ -e "$2" ] || [ -L "$2" ]; then echo 'it exists already' >&2; exit 1; fi
            if ln -PT -- "$1" "$2"; then sync -- "${2%/*}/"; echo shared; fi
            """;

    /** Three fields for each: what is empty stays. Who runs it can do no more than the user, whatever a path leads to. */
    private static final String PERMIT = """
            while IFS= read -r who && IFS= read -r mode && IFS= read -r at
            do
              if [ "$who" != : ]; then chown -h -- "$who" "$1$at" || exit 1; fi
              if [ -n "$mode" ]; then chmod -- "$mode" "$1$at" || exit 1; fi
            done
            """;

    private static final String RENAME = """
            set -e
            [ "$(stat -c %d -- "$1")" = "$(stat -c %d -- "${2%/*}/")" ] || { echo 'it is on another file system' >&2; exit 1; }
            mv -fT -- "$1" "$2"; sync -- "${2%/*}/" "${1%/*}/"
            """;

    private static final String REMOVE = """
            set -e
            [ "$1" != / ]
            rm -rf -- "$1"
            if [ -d "${1%/*}/" ]; then sync -- "${1%/*}/"; fi
            """;

    private static final String LINK = """
            set -e
            if [ -e "$1" ] && ! [ -L "$1" ]; then echo 'it exists already' >&2; exit 1; fi
            new=${1%/*}/.belay-$$
            ln -sT -- "$2" "$new"
            mv -fT -- "$new" "$1" || { rm -f -- "$new"; exit 1; }
            sync -- "${1%/*}/"
            """;

    private final Function<SecretText, String> reveal;

    OthersFiles(Asking asking, Launch launch, Context context, Function<SecretText, String> reveal) {
        super(asking, launch, context);
        this.reveal = reveal;
    }

    @Override
    public void write(String path, SecretText content, Optional<Integer> mode) {
        byte[] bytes = reveal.apply(content).getBytes(StandardCharsets.UTF_8);
        String octal = mode.map(Integer::toOctalString).orElse("");
        change("write", absolute(path), WRITE, bytes, Integer.toString(bytes.length), octal);
    }

    @Override
    public OutputStream create(String path) {
        String at = absolute(path);
        if (exists(at)) {
            throw Failure.failed("cannot make " + at + ": it exists already");
        }
        return stream("make", at, CREATE);
    }

    @Override
    public OutputStream append(String path) {
        return stream("write to", absolute(path), APPEND);
    }

    private OutputStream stream(String verb, String at, String script) {
        try {
            return asking().write(start(context(), script, at), "cannot write " + at + as());
        } catch (IOException e) {
            throw failure(verb, at, Reason.of(e));
        }
    }

    @Override
    public void copy(String from, String to) {
        change("copy to " + absolute(to) + " the file", absolute(from), COPY, new byte[0], absolute(to));
    }

    @Override
    public void copyTree(String from, String to, LongConsumer pace) {
        change("copy to " + absolute(to), absolute(from), COPY_TREE, new byte[0], absolute(to));
        pace.accept(total(to).bytes());
    }

    @Override
    public boolean share(String from, String to) {
        return change("share as " + absolute(to), absolute(from), SHARE, new byte[0], absolute(to))
                .contains("shared");
    }

    @Override
    public void permit(String folder, Stream<Permit> permits) {
        String at = absolute(folder);
        try (OutputStream out =
                asking().write(start(context(), PERMIT, at), "cannot set permissions in " + at + as())) {
            for (Permit permit : (Iterable<Permit>) permits::iterator) {
                out.write(line(permit).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw Failure.failed(Reason.of(e));
        }
    }

    private static String line(Permit permit) {
        if (permit.below().contains("\n")) {
            throw Failure.failed("a file's name holds a line's end: " + permit.below());
        }
        return permit.owner().orElse("") + ":" + permit.group().orElse("") + "\n"
                + permit.mode().map(mode -> "0" + Integer.toOctalString(mode)).orElse("") + "\n"
                + (permit.below().isEmpty() ? "" : "/" + permit.below()) + "\n";
    }

    @Override
    public void rename(String from, String to) {
        change("rename to " + absolute(to) + " the file", absolute(from), RENAME, new byte[0], absolute(to));
    }

    @Override
    public void remove(String path) {
        change("remove", absolute(path), REMOVE, new byte[0]);
    }

    @Override
    public void makeFolders(String path) {
        change("make the folder", absolute(path), "mkdir -p -- \"$1\" && sync -- \"$1\" \"${1%/*}/\"", new byte[0]);
    }

    @Override
    public void mode(String path, int mode) {
        change("set the mode of", absolute(path), "chmod \"$2\" -- \"$1\"", new byte[0], Integer.toOctalString(mode));
    }

    @Override
    public void owner(String path, String owner, String group) {
        change("set the owner of", absolute(path), "chown -h \"$2:$3\" -- \"$1\"", new byte[0], owner, group);
    }

    @Override
    public void modified(String path, Instant time) {
        String seconds = "@" + time.getEpochSecond() + String.format(Locale.ROOT, ".%09d", time.getNano());
        change("set the time of", absolute(path), "touch -cm -d \"$2\" -- \"$1\"", new byte[0], seconds);
    }

    @Override
    public void link(String path, String target) {
        change("link", absolute(path), LINK, new byte[0], target);
    }

    private String change(String verb, String at, String script, byte[] input, String... more) {
        List<String> arguments = new ArrayList<>(List.of(at));
        arguments.addAll(List.of(more));
        try {
            Launch.Start start = start(context(), script, arguments.toArray(String[]::new));
            Asking.Answer answer = asking().ask(start, input, PATIENCE, 64_000);
            if (answer.exit() != 0) {
                throw failure(
                        verb,
                        at,
                        Launch.refusal(answer.exit(), answer.errText()).orElse(reason(answer.errText())));
            }
            return answer.outText();
        } catch (IOException e) {
            throw failure(verb, at, Reason.of(e));
        }
    }

    private Failure failure(String verb, String at, String why) {
        return Failure.failed("cannot " + verb + " " + at + as() + ": " + why);
    }

    private String as() {
        return " as " + context().user().orElse("");
    }
}
