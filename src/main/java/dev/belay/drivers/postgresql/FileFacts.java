package dev.belay.drivers.postgresql;

import dev.belay.database.Database;
import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.driver.database.Inside;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.host.FileReader;
import java.util.ArrayList;
import java.util.List;

/** What can be told of the programs that write backups. */
final class FileFacts {

    private FileFacts() {}

    /**
     * The pg_dump programs for a database: the one in the container of its server, else those of this machine, by the folders that the
     * packages of Debian and of Red Hat use and by the PATH.
     */
    record InstalledTools(Database database, Context context) implements Fact<List<PgTools>> {
        @Override
        public List<PgTools> read(Probe world) {
            return Inside.of(world, database, context)
                    .map(inside -> inside.ask(world, List.of("pg_dump", "--version"))
                            .flatMap(printed -> PgTools.in(inside, printed))
                            .map(List::of)
                            .orElse(List.of()))
                    .orElseGet(() -> here(world));
        }

        private List<PgTools> here(Probe world) {
            List<String> folders = new ArrayList<>();
            FileReader files = world.host().read(Context.own());
            files.list("/usr/lib/postgresql")
                    .forEach(version -> folders.add("/usr/lib/postgresql/" + version + "/bin"));
            files.list("/usr").stream()
                    .filter(name -> name.startsWith("pgsql-"))
                    .forEach(name -> folders.add("/usr/" + name + "/bin"));
            world.host()
                    .which("pg_dump", context)
                    .map(path -> path.substring(0, path.lastIndexOf('/')))
                    .ifPresent(folders::add);
            return folders.stream()
                    .distinct()
                    .filter(folder -> files.exists(folder + "/pg_dump"))
                    .flatMap(folder -> PgTools.of(folder, version(world, folder)).stream())
                    .toList();
        }

        private String version(Probe world, String folder) {
            return world.host()
                    .ask(Command.of(folder + "/pg_dump", "--version").in(context.in("/")))
                    .text();
        }

        @Override
        public Target target() {
            return database.container()
                    .map(container -> new Target("container", container.toString()))
                    .orElseGet(Target::machine);
        }

        @Override
        public String subject() {
            return "pg_dump";
        }
    }
}
