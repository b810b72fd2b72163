package dev.belay.drivers.check;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.value.Unseen;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Whether a file or folder is there and can be read; empty where it can, else why not. */
record FileAccess(String path, Context context) implements Fact<Optional<String>> {

    @Override
    public Optional<String> read(Probe world) {
        FileReader files = world.host().read(context);
        try {
            Optional<FileInfo> info = files.info(path);
            if (info.isEmpty()) {
                return Optional.of("there is no " + path);
            }
            if (info.get().kind() == FileInfo.Kind.FOLDER) {
                files.list(path);
            } else {
                readByte(files);
            }
            return Optional.empty();
        } catch (Unseen | IOException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private void readByte(FileReader files) throws IOException {
        try (InputStream content = files.open(path)) {
            content.readNBytes(1);
        }
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
    public String show(Optional<String> trouble) {
        return trouble.orElse("readable");
    }
}
