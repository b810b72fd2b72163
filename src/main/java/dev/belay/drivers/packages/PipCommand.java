package dev.belay.drivers.packages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The argument lists of pip, and of what makes its environments. Pure. */
final class PipCommand {

    private PipCommand() {}

    /** Installs. */
    static List<String> install(List<String> pip, boolean upgrade, PipSource source) {
        List<String> all = start(pip, "install", "--no-input", "--disable-pip-version-check", "--progress-bar", "off");
        if (upgrade) {
            all.add("--upgrade");
        }
        all.addAll(source.arguments());
        return all;
    }

    /** Installs exactly these, whatever they themselves need. */
    static List<String> pinned(List<String> pip, List<String> versions) {
        List<String> all = start(
                pip, "install", "--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--no-deps");
        all.addAll(versions);
        return all;
    }

    /** Removes. */
    static List<String> uninstall(List<String> pip, List<String> names) {
        List<String> all = start(pip, "uninstall", "--disable-pip-version-check", "--yes");
        all.addAll(names);
        return all;
    }

    /** Makes a virtual environment. */
    static List<String> environment(String python, String venv) {
        return List.of(python, "-m", "venv", venv);
    }

    private static List<String> start(List<String> pip, String... first) {
        List<String> all = new ArrayList<>(pip);
        all.addAll(Arrays.asList(first));
        return all;
    }
}
