package dev.belay.drivers.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** pnpm: it keeps a copy of the lock file that it installed by. */
record Pnpm() implements Installer {

    private static final String LOCK = "pnpm-lock.yaml";
    private static final String INSTALLED = "node_modules/.pnpm/lock.yaml";

    @Override
    public String name() {
        return "pnpm";
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
        return Map.of("COREPACK_ENABLE_DOWNLOAD_PROMPT", "0");
    }

    @Override
    public List<String> command(Wish wish, Optional<String> lock) {
        List<String> all = new ArrayList<>(List.of("pnpm", "install"));
        all.add(wish.frozen() && lock.isPresent() ? "--frozen-lockfile" : "--no-frozen-lockfile");
        all.addAll(List.of("--reporter=append-only", "--config.confirmModulesPurge=false"));
        wish.dev().ifPresent(dev -> all.add(dev ? "--prod=false" : "--prod"));
        return all;
    }

    @Override
    public Optional<List<String>> differences(Texts folder, Wish wish) {
        Optional<String> lock = lock(folder);
        boolean same = lock.isPresent() && lock.equals(folder.text(INSTALLED));
        return same ? Optional.of(List.of()) : Optional.empty();
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
