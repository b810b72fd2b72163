package dev.belay.drivers.packages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** npm from version 7: it keeps a list of what it installed in the form of its lock file. */
record Npm() implements Installer {

    private static final String INSTALLED = "node_modules/.package-lock.json";
    private static final String FOLDER = "node_modules/";

    @Override
    public String name() {
        return "npm";
    }

    @Override
    public String manifest() {
        return "package.json";
    }

    @Override
    public List<String> locks() {
        return List.of("npm-shrinkwrap.json", "package-lock.json");
    }

    @Override
    public Optional<String> packages() {
        return Optional.of("node_modules");
    }

    @Override
    public List<String> options() {
        return List.of("frozen", "dev");
    }

    @Override
    public List<String> command(Wish wish, Optional<String> lock) {
        List<String> all = new ArrayList<>(List.of("npm", wish.frozen() && lock.isPresent() ? "ci" : "install"));
        all.addAll(List.of("--no-audit", "--no-fund", "--no-progress", "--no-update-notifier"));
        wish.dev().ifPresent(dev -> all.add(dev ? "--include=dev" : "--omit=dev"));
        return all;
    }

    @Override
    public Optional<List<String>> differences(Texts folder, Wish wish) {
        return lock(folder)
                .map(text -> LockText.json("package-lock.json", text))
                .filter(lock -> lock.has("packages"))
                .map(lock -> differences(
                        lock,
                        folder.text(INSTALLED)
                                .map(text -> LockText.json(INSTALLED, text))
                                .orElse(LockText.nothing()),
                        wish));
    }

    private static List<String> differences(JsonNode lock, JsonNode installed, Wish wish) {
        Set<String> spared = new HashSet<>();
        Map<String, String> wanted = versions(lock);
        for (String name : wanted.keySet()) {
            JsonNode entry = lock.path("packages").path(FOLDER + name);
            boolean optional = flag(entry, "optional") || flag(entry, "devOptional") || flag(entry, "peer");
            boolean development = flag(entry, "dev") && !wish.dev().orElse(true);
            if (optional || development) {
                spared.add(name);
            }
        }
        return LockText.differences(versions(installed), wanted, spared::contains);
    }

    private static boolean flag(JsonNode entry, String name) {
        return entry.path(name).asBoolean(false);
    }

    /** The versions by the path below node_modules; links to the application's own folders have none. */
    private static Map<String, String> versions(JsonNode lock) {
        Map<String, String> versions = new TreeMap<>();
        lock.path("packages").properties().forEach(entry -> {
            String version = entry.getValue().path("version").asString("");
            if (entry.getKey().startsWith(FOLDER) && !version.isEmpty() && !flag(entry.getValue(), "link")) {
                versions.put(entry.getKey().substring(FOLDER.length()), version);
            }
        });
        return versions;
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public boolean builds(Texts folder) {
        return NodeScripts.of(folder);
    }
}
