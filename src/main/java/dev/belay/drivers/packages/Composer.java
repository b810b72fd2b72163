package dev.belay.drivers.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Composer, for PHP. It also writes the loader of the application's own classes, so that it runs although no package differs. */
record Composer() implements Installer {

    private static final String LOCK = "composer.lock";
    private static final String INSTALLED = "vendor/composer/installed.json";

    @Override
    public String name() {
        return "composer";
    }

    @Override
    public String manifest() {
        return "composer.json";
    }

    @Override
    public List<String> locks() {
        return List.of(LOCK);
    }

    @Override
    public Optional<String> packages() {
        return Optional.of("vendor");
    }

    @Override
    public List<String> options() {
        return List.of("dev");
    }

    @Override
    public List<String> command(Wish wish, Optional<String> lock) {
        List<String> all =
                new ArrayList<>(List.of("composer", "install", "--no-interaction", "--no-progress", "--no-ansi"));
        if (!wish.dev().orElse(true)) {
            all.add("--no-dev");
        }
        return all;
    }

    @Override
    public Optional<List<String>> differences(Texts folder, Wish wish) {
        return lock(folder).map(text -> LockText.json(LOCK, text)).map(lock -> {
            Map<String, String> wanted = versions(lock.path("packages"));
            if (wish.dev().orElse(true)) {
                wanted.putAll(versions(lock.path("packages-dev")));
            }
            JsonNode installed = folder.text(INSTALLED)
                    .map(list -> LockText.json(INSTALLED, list))
                    .orElse(LockText.nothing());
            Map<String, String> present = versions(installed.isArray() ? installed : installed.path("packages"));
            return LockText.differences(present, wanted, name -> false);
        });
    }

    private static Map<String, String> versions(JsonNode packages) {
        Map<String, String> versions = new TreeMap<>();
        packages.forEach(each -> versions.put(
                each.path("name").asString(""), each.path("version").asString("")));
        return versions;
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public boolean builds(Texts folder) {
        return true;
    }
}
