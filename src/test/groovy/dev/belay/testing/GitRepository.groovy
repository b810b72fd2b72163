package dev.belay.testing

import java.nio.file.Files
import java.nio.file.Path

/** A real git repository for specifications. */
class GitRepository {

    final Path path

    GitRepository(Path path) {
        this.path = path
    }

    /** A new one with a branch main and no commit. */
    static GitRepository init(Path path) {
        Files.createDirectories(path)
        def repository = new GitRepository(path)
        repository.git('init', '-q', '-b', 'main')
        repository
    }

    /** A clone of another. */
    static GitRepository clone(GitRepository origin, Path path) {
        origin.git('clone', '-q', origin.path.toString(), path.toString())
        new GitRepository(path)
    }

    /** The output of a git command that must succeed. */
    String git(String... arguments) {
        def builder = new ProcessBuilder(['git', '-c', 'user.name=T', '-c', 'user.email=t@example.org',
                '-c', 'protocol.file.allow=always', '-c', 'commit.gpgsign=false'] + (arguments as List))
        builder.directory(path.toFile()).redirectErrorStream(true)
        builder.environment().keySet().removeIf { it.startsWith('GIT_') }
        def process = builder.start()
        def out = process.inputStream.text
        assert process.waitFor() == 0: "git ${arguments.join(' ')}: $out"
        out.strip()
    }

    /** Writes files, by path; null removes one. */
    GitRepository write(Map<String, String> files) {
        files.each { name, text ->
            Path file = path.resolve(name)
            if (text == null) {
                Files.delete(file)
            } else {
                Files.createDirectories(file.parent)
                Files.writeString(file, text)
            }
        }
        this
    }

    /** Commits these files and all others, and tags the commit. */
    String commit(Map<String, String> files, String tag = '') {
        write(files)
        git('add', '-A')
        git('commit', '-q', '-m', tag ?: 'a commit')
        if (tag) {
            git('tag', tag)
        }
        head()
    }

    String head() {
        git('rev-parse', 'HEAD')
    }

    /** The branch that is checked out; empty where HEAD is detached. */
    String branch() {
        git('branch', '--show-current')
    }

    /** The text of a file; null where there is none. */
    String text(String name) {
        Path file = path.resolve(name)
        Files.exists(file) ? Files.readString(file) : null
    }

    /** All files but git's own, with their texts, and where HEAD is. */
    Map<String, String> look() {
        Map<String, String> all = new TreeMap<>()
        Files.walk(path).filter { Files.isRegularFile(it) && !path.relativize(it).toString().startsWith('.git/') }
                .forEach { all[path.relativize(it).toString()] = Files.readString(it) }
        all + [' HEAD': head(), ' branch': branch(), ' status': git('status', '--porcelain')]
    }
}
