package dev.belay.driver;

import dev.belay.container.Container;
import dev.belay.database.Database;

/**
 * What a fact is about, so that a step which may change more than it can tell can say where: {@code disturbs(Target.files(dir))}
 * makes every fact about files below that folder known only after the step.
 *
 * @param kind {@code files}, {@code service}, {@code database}, ...
 * @param name an absolute path, or the name of the thing
 */
public record Target(String kind, String name) {

    private static final String CONTAINER = "container";

    /** A file, or a folder with all that is in it. */
    public static Target files(String absolutePath) {
        return new Target("files", absolutePath);
    }

    /** A service's process or unit. */
    public static Target service(String name) {
        return new Target("service", name);
    }

    /** A database; the same for all ways to write the address of this machine. */
    public static Target database(Database database) {
        String address = database.address().replaceFirst("^(127\\.0\\.0\\.1|::1):", "localhost:");
        return new Target("database", address + "/" + database.name());
    }

    /** A container; that of a service of a compose project is the same however the project is named. */
    public static Target container(Container container) {
        return new Target(
                CONTAINER,
                container
                        .project()
                        .map(project -> "service " + container.name() + " of " + project.place())
                        .orElseGet(container::toString));
    }

    /** All databases, or all services: for what may change any of a kind. */
    public static Target every(String kind) {
        return new Target(kind, "*");
    }

    /** The machine itself: installed programs, users, free space. */
    public static Target machine() {
        return new Target("machine", "");
    }

    /** All there is. */
    public static Target anything() {
        return new Target("anything", "");
    }

    /** Kind and name in one word, as plans hold them: {@code files:/srv/app}. */
    public String text() {
        return kind + ":" + name;
    }

    /** Reads what {@link #text} wrote. */
    public static Target of(String text) {
        int colon = text.indexOf(':');
        return new Target(text.substring(0, Math.max(0, colon)), text.substring(colon + 1));
    }

    /** As messages name it: {@code /srv/app}, {@code the database localhost:5432/ngw}. */
    public String words() {
        return kind.equals("files") || kind.equals(CONTAINER) ? name : ("the " + kind + " " + name).strip();
    }

    /** True where changing this may change the other. */
    public boolean covers(Target other) {
        if (kind.equals("anything")) {
            return true;
        }
        if (!kind.equals(other.kind)) {
            return false;
        }
        return name.equals(other.name)
                || name.equals("*")
                || (kind.equals("files") && (name.equals("/") || other.name.startsWith(name + "/")));
    }
}
