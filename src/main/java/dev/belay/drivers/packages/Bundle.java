package dev.belay.drivers.packages;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bundler, for Ruby. Its own configuration says where gems lie and which groups are left out; so it alone can tell what is missing. */
record Bundle() implements Installer {

    @Override
    public String name() {
        return "bundle";
    }

    @Override
    public String manifest() {
        return "Gemfile";
    }

    @Override
    public List<String> locks() {
        return List.of("Gemfile.lock");
    }

    @Override
    public Optional<String> packages() {
        return Optional.empty();
    }

    @Override
    public List<String> options() {
        return List.of("frozen");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("BUNDLE_SILENCE_ROOT_WARNING", "1");
    }

    @Override
    public List<String> command(Wish wish, Optional<String> lock) {
        List<String> install = List.of("bundle", "install");
        return wish.frozen() && lock.isPresent() ? List.of("env", "BUNDLE_FROZEN=true", "bundle", "install") : install;
    }

    @Override
    public Optional<List<String>> differences(Texts folder, Wish wish) {
        return Optional.empty();
    }

    @Override
    public boolean exact() {
        return false;
    }

    @Override
    public boolean builds(Texts folder) {
        return false;
    }
}
