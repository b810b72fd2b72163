package dev.belay.drivers.files;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;

/** How a folder will look in which an archive was unpacked; the archive is read whole for it. */
record ArchiveTree(ForeignArchive archive) implements Fact<Tree.Look> {

    @Override
    public Tree.Look read(Probe world) {
        Tree.Looking looking = new Tree.Looking();
        archive.read(
                world.host().read(archive.place().context()),
                (entry, content) -> looking.found(entry.name(), entry.info()));
        return looking.look();
    }

    @Override
    public Target target() {
        return archive.place().target();
    }

    @Override
    public String subject() {
        return archive.place().name();
    }
}
