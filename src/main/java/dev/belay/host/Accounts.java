package dev.belay.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The accounts of this machine: those of /etc/passwd, then those that getent knows (LDAP and the like). */
final class Accounts {

    private final Account own;

    /** @param own who runs Belay */
    Accounts(Account own) {
        this.own = own;
    }

    /** With the account that this process runs as. */
    static Accounts here() {
        int uid = uid();
        return new Accounts(local(account -> account.uid() == uid)
                .or(() -> getent(Integer.toString(uid)))
                .orElseGet(() ->
                        new Account(Integer.toString(uid), uid, System.getProperty("user.home", "/"), "/bin/sh")));
    }

    /** Who runs Belay. */
    Account own() {
        return own;
    }

    Optional<Account> named(String name) {
        if (name.equals(own.name())) {
            return Optional.of(own);
        }
        if (name.isEmpty() || name.startsWith("-") || name.matches("[0-9]+")) {
            return Optional.empty();
        }
        return local(account -> account.name().equals(name)).or(() -> getent(name));
    }

    private static Optional<Account> local(Predicate<Account> wanted) {
        try {
            return Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1).stream()
                    .flatMap(line -> Account.of(line).stream())
                    .filter(wanted)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Account> getent(String key) {
        try {
            Process process = new ProcessBuilder("getent", "passwd", key)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            try (var reader = process.inputReader(StandardCharsets.ISO_8859_1)) {
                return Optional.ofNullable(reader.readLine()).flatMap(Account::of);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static int uid() {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1);
            return status.stream()
                    .filter(line -> line.startsWith("Uid:"))
                    .map(line -> Integer.parseInt(line.split("\\s+")[2]))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no Uid in /proc/self/status"));
        } catch (IOException e) {
            throw new IllegalStateException("Belay runs on Linux with /proc mounted", e);
        }
    }
}
