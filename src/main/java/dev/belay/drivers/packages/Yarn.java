package dev.belay.drivers.packages;

import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** yarn: version 1, which keeps a list of what it installed, and the later ones, whose lock files tell them apart. */
record Yarn() implements Installer {

    private static final String LOCK = "yarn.lock";
    private static final String INSTALLED = "node_modules/.yarn-integrity";

    @Override
    public String name() {
        return "yarn";
    }

    @Override
    public String manifest() {
        return "package.json";
    }

    @Override
    public List<String> locks() {
        return List.of(LOCK);
    }

    @Override
    public Optional<String> packages() {
        return Optional.empty();
    }

    @Override
    public List<String> options() {
        return List.of("frozen", "dev");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("COREPACK_ENABLE_DOWNLOAD_PROMPT", "0", "YARN_ENABLE_TELEMETRY", "0");
    }

    @Override
    public List<String> command(Wish wish, Optional<String> lock) {
        boolean frozen = wish.frozen() && lock.isPresent();
        if (lock.filter(Yarn::modern).isPresent()) {
            if (wish.dev().isPresent()) {
                throw Failure.wrong(
                        "yarn from version 2 takes no dev:",
                        "write sh 'yarn workspaces focus --production', dir: ..., undo: 'again'");
            }
            return List.of("yarn", "install", frozen ? "--immutable" : "--no-immutable");
        }
        List<String> all = new ArrayList<>(List.of("yarn", "install", "--non-interactive", "--no-progress"));
        if (frozen) {
            all.add("--frozen-lockfile");
        }
        wish.dev().ifPresent(dev -> all.add("--production=" + !dev));
        return all;
    }

    private static boolean modern(String lock) {
        return lock.lines().anyMatch(line -> line.startsWith("__metadata:"));
    }

    @Override
    public Optional<List<String>> differences(Texts folder, Wish wish) {
        return lock(folder)
                .filter(text -> !modern(text))
                .map(text -> LockText.differences(installed(folder), resolved(text), name -> false));
    }

    private static Map<String, String> installed(Texts folder) {
        Map<String, String> all = new TreeMap<>();
        folder.text(INSTALLED)
                .map(text -> LockText.json(INSTALLED, text).path("lockfileEntries"))
                .orElse(LockText.nothing())
                .properties()
                .forEach(entry -> all.put(entry.getKey(), brief(entry.getValue().asString(""))));
        return all;
    }

    /** Where each pattern of the lock file leads to. */
    private static Map<String, String> resolved(String lock) {
        Map<String, String> all = new TreeMap<>();
        List<String> patterns = List.of();
        for (String line : lock.lines().toList()) {
            if (line.matches("[^\\s#].*:")) {
                patterns = List.of(
                        line.substring(0, line.length() - 1).replace("\"", "").split(",\\s*"));
                patterns.forEach(pattern -> all.put(pattern, ""));
            } else if (line.startsWith("  resolved ")) {
                String address = brief(line.substring("  resolved ".length()).replace("\"", ""));
                patterns.forEach(pattern -> all.put(pattern, address));
            }
        }
        return all;
    }

    /** The last part of an address, without the digest: {@code express-4.18.2.tgz}. */
    private static String brief(String address) {
        return address.replaceFirst("#.*", "").replaceFirst(".*/", "");
    }

    @Override
    public boolean exact() {
        return false;
    }

    @Override
    public boolean builds(Texts folder) {
        return NodeScripts.of(folder);
    }
}
