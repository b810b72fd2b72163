package dev.belay.driver.database;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Context;
import dev.belay.host.FileReader;

/** What can be told of the machine that backups of databases are written on. */
public final class BackupFacts {

    /** What the name of a checksum file adds to that of the backup; it is written once the backup was read back. */
    public static final String CHECKSUM = ".sha256";

    private BackupFacts() {}

    /** Whether a backup stands at the path, read back: its checksum lies beside it. */
    public record BackupFile(Context context, String path) implements Fact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            FileReader files = world.host().read(context);
            return files.exists(path) && files.exists(path + CHECKSUM);
        }

        @Override
        public Target target() {
            return Target.files(path);
        }

        @Override
        public String subject() {
            return path;
        }

        @Override
        public String show(Boolean value) {
            return value ? "read back" : "";
        }
    }

    /** Whether anything stands at the path. */
    public record Stands(Context context, String path) implements Fact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            return world.host().read(context).exists(path);
        }

        @Override
        public Target target() {
            return Target.files(path);
        }

        @Override
        public String subject() {
            return path;
        }

        @Override
        public String show(Boolean value) {
            return value ? "exists" : "";
        }
    }
}
