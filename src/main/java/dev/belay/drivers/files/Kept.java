package dev.belay.drivers.files;

import dev.belay.driver.Work;
import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.host.FileWriter;
import dev.belay.host.HostReader;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file as it was before a step changed it, in the step's private folder. The first attempt keeps it; a later one finds it kept
 * and leaves it.
 *
 * @param folder the private folder
 */
record Kept(String folder) {

    private String content() {
        return folder + "/file";
    }

    private String mode() {
        return folder + "/mode";
    }

    private String absent() {
        return folder + "/absent";
    }

    /**
     * Changes a file and keeps it first, or that there is none, unless that was done before. A change that fails and leaves the file as
     * it was keeps nothing: by the next attempt it may be another.
     */
    static void around(Work work, Place file, Consumer<FileWriter> change) {
        Kept kept = new Kept(work.keep());
        boolean before = kept.isThere(work.host());
        if (!before) {
            kept.keep(work, file);
        }
        try {
            change.accept(work.files(file.context()));
        } catch (Failure failure) {
            if (!before && kept.same(work.host(), file)) {
                kept.forget(work.files(Context.own()));
            }
            throw failure;
        }
    }

    private void keep(Work work, Place file) {
        FileWriter own = work.files(Context.own());
        FileWriter files = work.files(file.context());
        Optional<FileInfo> info = files.info(file.path());
        if (info.isEmpty()) {
            own.write(absent(), SecretText.plain(""), Optional.of(0600));
            return;
        }
        own.write(mode(), SecretText.plain(Integer.toOctalString(info.get().mode())), Optional.of(0600));
        own.write(content(), SecretText.plain(files.text(file.path()).orElse("")), Optional.of(0600));
    }

    private void forget(FileWriter own) {
        List.of(absent(), content(), mode()).forEach(own::remove);
    }

    /** True where something was kept: a step that never came to change the file keeps nothing. */
    boolean isThere(HostReader host) {
        FileReader own = host.read(Context.own());
        return own.exists(content()) || own.exists(absent());
    }

    /** True where there was no file. */
    boolean wasAbsent(HostReader host) {
        return host.read(Context.own()).exists(absent());
    }

    /** True where the file is as it was kept, or nothing was. */
    boolean same(HostReader host, Place file) {
        if (!isThere(host)) {
            return true;
        }
        FileReader files = host.read(file.context());
        Optional<FileInfo> info = files.info(file.path());
        if (wasAbsent(host) || info.isEmpty()) {
            return wasAbsent(host) && info.isEmpty();
        }
        return info.get().mode() == bits(host)
                && files.text(file.path()).equals(host.read(Context.own()).text(content()));
    }

    /** Brings the file back to what was kept. */
    void putBack(Work work, FileWriter files, Place file) {
        if (wasAbsent(work.host())) {
            files.remove(file.path());
        } else {
            String text = work.host().read(Context.own()).text(content()).orElse("");
            files.write(file.path(), SecretText.plain(text), Optional.of(bits(work.host())));
        }
    }

    private int bits(HostReader host) {
        return Integer.parseInt(
                host.read(Context.own()).text(mode()).orElse("600").strip(), 8);
    }
}
