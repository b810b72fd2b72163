package dev.belay.drivers.files;

import dev.belay.driver.Work;
import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.host.FileWriter;
import dev.belay.host.HostReader;
import dev.belay.value.SecretText;
import java.util.Optional;

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

    /** Keeps a file, or that there is none, unless that was done before. */
    static void keep(Work work, Place file) {
        Kept kept = new Kept(work.keep());
        FileWriter own = work.files(Context.own());
        if (kept.isThere(work.host())) {
            return;
        }
        FileWriter files = work.files(file.context());
        Optional<FileInfo> info = files.info(file.path());
        if (info.isEmpty()) {
            own.write(kept.absent(), SecretText.plain(""), Optional.of(0600));
            return;
        }
        own.write(kept.mode(), SecretText.plain(Integer.toOctalString(info.get().mode())), Optional.of(0600));
        own.write(kept.content(), SecretText.plain(files.text(file.path()).orElse("")), Optional.of(0600));
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
    void putBack(Work work, Place file) {
        FileWriter files = work.files(file.context());
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
