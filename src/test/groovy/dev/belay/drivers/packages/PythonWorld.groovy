package dev.belay.drivers.packages

import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream

/** A real virtual environment, and wheels made by hand, so that no network is needed. */
class PythonWorld {

    /** The system's own where there is one: another account may not reach one of a person. */
    private static final String PYTHON = Files.isExecutable(Path.of('/usr/bin/python3')) ? '/usr/bin/python3' : 'python3'

    private static Path template

    final Path folder

    PythonWorld(Path folder) {
        this.folder = folder
    }

    /** True where this machine can make virtual environments. */
    static boolean here() {
        try {
            return [PYTHON, '-c', 'import venv, ensurepip'].execute().waitFor() == 0
        } catch (IOException missing) {
            return false
        }
    }

    Path getVenv() {
        folder.resolve('env')
    }

    /** What steps need to find the wheels, and nothing else. */
    String getEnv() {
        "env: [PIP_NO_INDEX: '1', PIP_FIND_LINKS: '${folder.resolve('wheels').toUri()}']"
    }

    /** Makes the virtual environment: a copy, since making one takes seconds. */
    PythonWorld environment() {
        must(['cp', '-a', template(), venv])
        Path pip = venv.resolve('bin/pip')
        Files.writeString(pip, "#!/bin/sh\n'''exec' '$venv/bin/python' \"\$0\" \"\$@\"\n' '''\nimport sys\nfrom pip._internal.cli.main import main\nsys.exit(main())\n")
        this
    }

    private static synchronized Path template() {
        if (template == null) {
            Path parent = Files.createTempDirectory('venv')
            Runtime.runtime.addShutdownHook(new Thread({ ['rm', '-rf', parent.toString()].execute().waitFor() }))
            must([PYTHON, '-m', 'venv', parent.resolve('env')])
            template = parent.resolve('env')
        }
        template
    }

    /** A wheel with one module, which may need others: {@code wheel('shop', '2.0', 'lib>=1')}. */
    PythonWorld wheel(String name, String version, String... needs) {
        Path wheels = Files.createDirectories(folder.resolve('wheels'))
        String info = "$name-${version}.dist-info"
        Map<String, String> files = [
            ("${name}.py" as String)   : "version = '$version'\n",
            ("$info/METADATA" as String): "Metadata-Version: 2.1\nName: $name\nVersion: $version\n"
                    + needs.collect { "Requires-Dist: $it\n" }.join(''),
            ("$info/WHEEL" as String)   : 'Wheel-Version: 1.0\nGenerator: by hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
        ]
        files["$info/RECORD" as String] = files.keySet().collect { "$it,,\n" }.join('') + "$info/RECORD,,\n"
        new ZipOutputStream(Files.newOutputStream(wheels.resolve("$name-$version-py3-none-any.whl"))).withCloseable { zip ->
            files.each { path, text ->
                zip.putNextEntry(new ZipEntry(path))
                zip.write(text.bytes)
            }
        }
        this
    }

    /** Installs as a person would. */
    PythonWorld has(String... packages) {
        must([venv.resolve('bin/pip'), 'install', '-q', '--no-index', '--find-links', folder.resolve('wheels'), *packages])
        this
    }

    /** What is installed besides pip and what it came with: name and version. */
    List<String> installed() {
        site() == null ? [] : Files.list(site()).withCloseable { files ->
            files.collect { it.fileName.toString() }
                    .findAll { it.endsWith('.dist-info') && !(it ==~ /(pip|setuptools)-.*/) }
                    .collect { it - '.dist-info' }
                    .sort()
        }
    }

    Path site() {
        Path lib = venv.resolve('lib')
        Files.exists(lib)
                ? Files.list(lib).withCloseable { it.filter { it.fileName.toString().startsWith('python') }.findFirst().get() }
                        .resolve('site-packages')
                : null
    }

    static void must(List<?> command) {
        def process = new ProcessBuilder(command*.toString()).redirectErrorStream(true).start()
        process.outputStream.close()
        String said = process.inputStream.text
        assert process.waitFor() == 0: said
    }
}
