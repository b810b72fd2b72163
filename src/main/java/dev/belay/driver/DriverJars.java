package dev.belay.driver;

import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The drivers in a folder of jars, beside those that come with Belay. Each jar names its drivers in
 * {@code META-INF/services/dev.belay.driver.Driver} and has a class loader of its own, below Belay's. What a jar holds runs with
 * all rights of the one who runs Belay, so a jar, or a folder on the way to it, that others can write is refused.
 */
public final class DriverJars {

    private static final int OTHERS_WRITE = 0022;
    private static final int STICKY = 01000;

    private DriverJars() {}

    /** The drivers that come with Belay. Only its own list is read: a search for others would open every jar of the class path. */
    public static List<Driver> own() {
        try (InputStream list = DriverJars.class.getResourceAsStream("/META-INF/services/" + Driver.class.getName())) {
            List<Driver> drivers = new ArrayList<>();
            for (String name : new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                drivers.add(Class.forName(name)
                        .asSubclass(Driver.class)
                        .getConstructor()
                        .newInstance());
            }
            return List.copyOf(drivers);
        } catch (IOException | ReflectiveOperationException broken) {
            throw new IllegalStateException("this Belay is not whole: its own drivers are missing", broken);
        }
    }

    /**
     * The drivers that come with Belay, and those of the jars in a folder, in the order of the jars' names.
     *
     * @param folder may be missing
     * @throws Failure where a jar cannot be trusted or loaded, or offers what another driver offers
     */
    public static Drivers with(Path folder) {
        Map<Driver, String> origins = new LinkedHashMap<>();
        own().forEach(driver -> origins.put(driver, "Belay"));
        for (Path jar : jars(folder)) {
            load(jar).forEach(driver -> origins.put(driver, jar.toString()));
        }
        refuseClashes(origins);
        return new Drivers(List.copyOf(origins.keySet()));
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        refuseWritable(folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw Failure.wrong("the drivers in " + folder + " cannot be read: " + Reason.of(unreadable));
        }
    }

    private static List<Driver> load(Path jar) {
        refuseWritable(jar);
        URLClassLoader loader = new URLClassLoader(new URL[] {url(jar)}, DriverJars.class.getClassLoader());
        List<Driver> drivers = new ArrayList<>();
        try {
            for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
                if (driver.getClass().getClassLoader() == loader) {
                    drivers.add(driver);
                }
            }
        } catch (ServiceConfigurationError | LinkageError broken) {
            throw Failure.wrong(
                    "the drivers of " + jar + " cannot be loaded: " + broken.getMessage(),
                    "put a jar there that was made for this version of Belay, or remove it");
        }
        if (drivers.isEmpty()) {
            throw Failure.wrong(
                    jar + " holds no driver", "name its drivers in META-INF/services/dev.belay.driver.Driver in it");
        }
        return drivers;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(jar.toString(), impossible);
        }
    }

    private static void refuseClashes(Map<Driver, String> origins) {
        Map<String, String> offered = new LinkedHashMap<>();
        origins.forEach((driver, origin) -> {
            driver.operations()
                    .forEach(operation ->
                            refuseClash(offered, "'" + operation.form().key() + "'", driver, origin));
            driver.technologies()
                    .forEach(technology -> refuseClash(
                            offered, "a " + technology.kind() + " by '" + technology.name() + "'", driver, origin));
        });
    }

    private static void refuseClash(Map<String, String> offered, String what, Driver driver, String origin) {
        String who = driver.name() + " of " + origin;
        String other = offered.putIfAbsent(what, who);
        if (other != null) {
            throw Failure.wrong(what + " is offered by " + other + " and by " + who, "remove one of the two");
        }
    }

    /** Refuses what somebody else than root and the one who runs Belay can change, the folders above it too. */
    private static void refuseWritable(Path path) {
        try {
            Path real = path.toRealPath();
            Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            for (Path part = real; part != null; part = part.getParent()) {
                int mode = (Integer) Files.getAttribute(part, "unix:mode");
                Object owner = Files.getAttribute(part, "unix:uid");
                boolean sticky = (mode & STICKY) != 0 && !part.equals(real);
                if ((mode & OTHERS_WRITE) != 0 && !sticky) {
                    throw writable(path, part, "others can write it", "chmod go-w " + part);
                }
                if (!owner.equals(0) && !owner.equals(self)) {
                    throw writable(path, part, "it belongs to somebody else", "chown root " + part);
                }
            }
        } catch (IOException unreadable) {
            throw Failure.wrong("the drivers in " + path + " cannot be read: " + Reason.of(unreadable));
        }
    }

    private static Failure writable(Path path, Path part, String why, String remedy) {
        return Failure.wrong(
                "the drivers in " + path + " are not loaded, since " + (part.equals(path) ? "" : "of " + part + " ")
                        + why,
                remedy);
    }
}
