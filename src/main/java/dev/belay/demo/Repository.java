package dev.belay.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * A git repository with two tagged versions of the application, as its makers would publish it.
 *
 * @param path of the repository; absolute
 */
record Repository(Path path) {

    static final String OLD = "1.0.0";
    static final String NEW = "2.0.0";

    private static final List<String> FILES =
            List.of("App.java", "serve", "app.env.example", "migrations/1-routes.sql");
    private static final String WHEN = "2026-01-01T00:00:00Z";

    /** Makes it in a new folder, and a clone of it at the old version. */
    static Repository publish(Path path, Path clone) {
        Repository repository = new Repository(path);
        try {
            Files.createDirectories(path);
            repository.git("init", "-q", "-b", "main");
            repository.release(OLD, FILES);
            repository.release(
                    NEW,
                    List.of(
                            "App.java",
                            "serve",
                            "app.env.example",
                            "migrations/2-grades.sql",
                            "migrations/3-climbs.sql"));
            repository.git("clone", "-q", path.toString(), clone.toString());
            new Repository(clone).git("checkout", "-q", OLD);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return repository;
    }

    private void release(String version, List<String> files) throws IOException {
        for (String file : files) {
            Path target = path.resolve(file);
            Files.createDirectories(target.getParent());
            try (InputStream content = Repository.class.getResourceAsStream(version + "/" + file)) {
                if (content == null) {
                    throw new IOException("the demo's jar lacks " + version + "/" + file);
                }
                Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        path.resolve("serve").toFile().setExecutable(true);
        git("add", "-A");
        git("commit", "-q", "-m", "Release " + version);
        git("tag", version);
    }

    /** Git without the settings of the one who watches. */
    private void git(String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("git", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        new Shell(
                        path,
                        Map.of(
                                "GIT_CONFIG_GLOBAL", "/dev/null",
                                "GIT_CONFIG_SYSTEM", "/dev/null",
                                "GIT_AUTHOR_NAME", "Route Book",
                                "GIT_AUTHOR_EMAIL", "routes@example.org",
                                "GIT_COMMITTER_NAME", "Route Book",
                                "GIT_COMMITTER_EMAIL", "routes@example.org",
                                "GIT_AUTHOR_DATE", WHEN,
                                "GIT_COMMITTER_DATE", WHEN))
                .must(command);
    }
}
