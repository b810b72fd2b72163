package dev.belay.drivers.packages

import dev.belay.testing.GitRepository
import java.nio.file.Files
import java.nio.file.Path

/**
 * An application under git with the lock file of a package manager, and a stand-in for that tool which does what the real one is
 * documented to: it installs what the lock file names, and writes down what it installed.
 */
class LockedWorld {

    /** What each tool needs in a folder, what its lock file looks like for one version of a package, and what it does. */
    static final Map<String, Map<String, Object>> TOOLS = [
        npm     : [manifest: 'package.json', lock: 'package-lock.json', installed: 'node_modules/.package-lock.json',
                   text    : { "{\"lockfileVersion\": 3, \"packages\": {\"node_modules/dep\": {\"version\": \"$it\"}}}\n" },
                   does    : 'mkdir -p node_modules; cp package-lock.json node_modules/.package-lock.json; echo "added 1 package"'],
        yarn    : [manifest: 'package.json', lock: 'yarn.lock', installed: 'node_modules/.yarn-integrity',
                   text    : { "# yarn lockfile v1\n\ndep@^1.0.0, dep@^1.1.0:\n  version \"$it\"\n  resolved \"https://registry.example.org/dep/-/dep-${it}.tgz#abc\"\n" },
                   does    : '''mkdir -p node_modules; url=$(sed -n 's/  resolved "\\(.*\\)"/\\1/p' yarn.lock)
                       echo "{\\"lockfileEntries\\": {\\"dep@^1.0.0\\": \\"$url\\", \\"dep@^1.1.0\\": \\"$url\\"}}" > node_modules/.yarn-integrity
                       echo "success Already up-to-date."'''],
        pnpm    : [manifest: 'package.json', lock: 'pnpm-lock.yaml', installed: 'node_modules/.pnpm/lock.yaml',
                   text    : { "lockfileVersion: '9.0'\n\npackages:\n\n  dep@$it:\n    resolution: {}\n" },
                   does    : 'mkdir -p node_modules/.pnpm; cp pnpm-lock.yaml node_modules/.pnpm/lock.yaml; echo Done'],
        bundle  : [manifest: 'Gemfile', lock: 'Gemfile.lock', installed: 'vendor/installed',
                   text    : { "GEM\n  specs:\n    dep ($it)\n" },
                   does    : 'mkdir -p vendor; cp Gemfile.lock vendor/installed; echo "Bundle complete!"'],
        composer: [manifest: 'composer.json', lock: 'composer.lock', installed: 'vendor/composer/installed.json',
                   text    : { "{\"packages\": [{\"name\": \"a/dep\", \"version\": \"$it\"}], \"packages-dev\": []}\n" },
                   does    : 'mkdir -p vendor/composer; cp composer.lock vendor/composer/installed.json; echo "Generating autoload files"'],
    ]

    final Path folder
    final String tool

    LockedWorld(Path folder, String tool) {
        this.folder = folder
        this.tool = tool
    }

    /** The application at 1.0 with its packages installed, and a 2.0 which wants another version of one. */
    LockedWorld prepare(Map<String, String> more = [:]) {
        program(TOOLS[tool].does as String)
        def app = GitRepository.init(folder.resolve('app'))
        app.commit(files('1.0.0') + more, '1.0')
        app.commit(files('1.1.0'), '2.0')
        app.git('checkout', '-q', '1.0')
        PythonWorld.must(['env', '-C', folder.resolve('app'), folder.resolve("bin/$tool")])
        this
    }

    private Map<String, String> files(String version) {
        [(TOOLS[tool].manifest): '{}\n', (TOOLS[tool].lock): TOOLS[tool].text(version), '.gitignore': 'node_modules/\nvendor/\n']
    }

    /** Puts a program in the tool's place, which first writes down how it was called. */
    LockedWorld program(String text) {
        Path file = Files.createDirectories(folder.resolve('bin')).resolve(tool)
        Files.writeString(file, "#!/bin/bash\nset -e\n[ -t 0 ] && exit 77\n"
                + "[ ! -e '$folder/calls' ] || echo \"\$(basename \"\$0\") \$*\" >> '$folder/calls'\n$text\n")
        assert file.toFile().setExecutable(true)
        this
    }

    /** What was installed, and what is checked out. */
    String installed() {
        Path list = folder.resolve('app').resolve(TOOLS[tool].installed as String)
        Files.exists(list) ? Files.readString(list) : ''
    }

    /** The step. */
    String line(String more = '') {
        "install $tool: '$folder/app', path: ['$folder/bin']$more"
    }
}
