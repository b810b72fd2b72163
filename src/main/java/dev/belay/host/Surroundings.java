package dev.belay.host;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment of commands: a few variables of the caller that mean the same everywhere, those of the account, and those that
 * keep tools from asking questions. Pure.
 */
final class Surroundings {

    private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** With the certificates that a proxy may need. */
    private static final List<String> SHARED = List.of(
            "LANG",
            "LANGUAGE",
            "TZ",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "CURL_CA_BUNDLE",
            "REQUESTS_CA_BUNDLE",
            "NODE_EXTRA_CA_CERTS");

    /** What belongs to the caller's own session and would mislead another account. */
    private static final List<String> OWN =
            List.of("TMPDIR", "SSH_AUTH_SOCK", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "DOCKER_HOST");

    private static final Map<String, String> UNASKING = Map.of(
            "TERM", "dumb",
            "PAGER", "cat",
            "GIT_PAGER", "cat",
            "SYSTEMD_PAGER", "cat",
            "GIT_TERMINAL_PROMPT", "0",
            "SSH_ASKPASS_REQUIRE", "never",
            "DEBIAN_FRONTEND", "noninteractive",
            "PIP_NO_INPUT", "1",
            "NO_COLOR", "1");

    /** For commands that only read: git takes no locks, and messages are in one language. */
    private static final Map<String, String> READING = Map.of("GIT_OPTIONAL_LOCKS", "0", "LC_ALL", "C.UTF-8");

    private Surroundings() {}

    /** The environment of a command that may change something. */
    static Map<String, String> working(Map<String, String> callers, Account own, Account target, List<String> folders) {
        Map<String, String> all = new TreeMap<>();
        boolean same = own.uid() == target.uid();
        callers.forEach((name, value) -> {
            if (isShared(name) || (same && OWN.contains(name))) {
                all.put(name, value);
            }
        });
        all.putAll(UNASKING);
        all.put("HOME", same ? callers.getOrDefault("HOME", own.home()) : target.home());
        all.put("USER", target.name());
        all.put("LOGNAME", target.name());
        all.put("SHELL", target.shell().matches(".*/(nologin|false)|") ? "/bin/sh" : target.shell());
        all.put("PATH", path(callers, own, target, folders));
        return all;
    }

    /** The environment of a command that only reads. */
    static Map<String, String> reading(Map<String, String> callers, Account own, Account target, List<String> folders) {
        Map<String, String> all = working(callers, own, target, folders);
        all.putAll(READING);
        return all;
    }

    /**
     * The caller's PATH for the caller; without the caller's own folders for another account; for root only the system's folders,
     * so that nothing a user can change runs as root.
     */
    private static String path(Map<String, String> callers, Account own, Account target, List<String> folders) {
        String inherited = callers.getOrDefault("PATH", SYSTEM_PATH);
        Stream<String> rest = Arrays.stream(inherited.split(":"));
        if (own.uid() != target.uid()) {
            rest = target.isRoot()
                    ? Arrays.stream(SYSTEM_PATH.split(":"))
                    : rest.filter(folder -> folder.startsWith("/") && !folder.startsWith(own.home() + "/"));
        }
        return Stream.concat(folders.stream(), rest)
                .filter(folder -> !folder.isEmpty())
                .distinct()
                .collect(Collectors.joining(":"));
    }

    private static boolean isShared(String name) {
        return SHARED.contains(name) || name.startsWith("LC_") || name.endsWith("_proxy") || name.endsWith("_PROXY");
    }
}
