package dev.belay.drivers.packages;

import dev.belay.driver.Arguments;
import dev.belay.host.Context;
import dev.belay.host.FileReader;
import dev.belay.host.HostReader;
import dev.belay.value.Failure;
import java.util.Optional;

/**
 * A folder of an application whose packages a tool manages.
 *
 * @param folder absolute
 * @param user who reads it; empty for the one who runs Belay
 */
record Project(Installer installer, String folder, Optional<String> user) {

    /** The folder that the form's variant names. */
    static Project of(Installer installer, Arguments arguments) {
        Context context = arguments.context();
        String text = arguments.text(installer.name());
        String folder = context.absolute(text).replaceFirst("(?<=.)/+$", "");
        if (!folder.startsWith("/")) {
            throw Failure.wrong(
                    "'" + text + "' is a relative path, and nothing says against which folder",
                    "give dir: or a full path");
        }
        return new Project(installer, folder, context.user());
    }

    /** The texts of its files. */
    Installer.Texts texts(HostReader host) {
        FileReader files = host.read(Context.own().as(user));
        return name -> files.text(folder + "/" + name);
    }
}
