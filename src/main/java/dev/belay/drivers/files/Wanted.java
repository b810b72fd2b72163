package dev.belay.drivers.files;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.host.FileWriter.Permit;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The permissions that a path, or all in a folder, is to have; whether it has them is the fact. Links below a folder, and what is
 * neither file nor folder, are left alone.
 *
 * @param mode with {@code recursive}: folders get an x bit wherever they get an r bit, files only where they have one already
 */
record Wanted(Place place, Optional<String> owner, Optional<String> group, Optional<Integer> mode, boolean recursive)
        implements Fact<Boolean> {

    private static final int EXECUTE = 0111;
    private static final int SPECIAL = 07000;

    /** What differs at an entry from what is wanted; empty where nothing does. */
    Optional<Permit> missing(String below, FileInfo info) {
        boolean looked = info.kind() == FileInfo.Kind.FILE || info.kind() == FileInfo.Kind.FOLDER;
        Permit permit = new Permit(
                below,
                mode.map(bits -> recursive ? bits(bits, info) : bits).filter(bits -> bits != info.mode()),
                owner.filter(name -> !name.equals(info.owner())),
                group.filter(name -> !name.equals(info.group())));
        return Optional.of(permit).filter(some -> looked && !some.equals(nothing(below)));
    }

    private static Permit nothing(String below) {
        return new Permit(below, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static int bits(int mode, FileInfo info) {
        int kept = info.mode() & SPECIAL;
        if (info.kind() == FileInfo.Kind.FOLDER) {
            return kept | mode | ((mode & 0444) >> 2);
        }
        return kept | ((info.mode() & EXECUTE) != 0 ? mode : mode & ~EXECUTE);
    }

    /** Tells all that differs, and how it looks now. */
    void eachMissing(FileReader files, BiConsumer<Permit, FileInfo> hears) {
        if (recursive) {
            Tree.walk(
                    files,
                    place,
                    (below, info) -> missing(below, info).ifPresent(permit -> hears.accept(permit, info)));
        } else {
            files.info(place.path())
                    .ifPresent(info -> missing("", info).ifPresent(permit -> hears.accept(permit, info)));
        }
    }

    @Override
    public Boolean read(Probe world) {
        boolean[] all = {true};
        eachMissing(world.host().read(place.context()), (permit, info) -> all[0] = false);
        return all[0];
    }

    @Override
    public boolean whole() {
        return recursive;
    }

    @Override
    public Target target() {
        return place.target();
    }

    @Override
    public String subject() {
        return place.path() + (recursive ? " and all in it" : "");
    }

    @Override
    public String show(Boolean all) {
        return all ? words() : "other permissions";
    }

    private String words() {
        String who = owner.orElse("") + group.map(name -> ":" + name).orElse("");
        return (who + mode.map(bits -> " " + FileMode.text(bits)).orElse("")).strip();
    }
}
