package dev.belay.purity

import java.nio.file.Files
import java.nio.file.Path

/** What Belay and all processes that it starts ask of the kernel, in a process of its own under strace. */
class Strace {

    private static final String CALLS = ['open', 'openat', 'openat2', 'creat', 'rename', 'renameat', 'renameat2', 'unlink', 'unlinkat', 'rmdir',
        'mkdir', 'mkdirat', 'mknod', 'mknodat', 'chmod', 'fchmod', 'fchmodat', 'chown', 'fchown', 'lchown', 'fchownat', 'link', 'linkat', 'symlink',
        'symlinkat', 'truncate', 'ftruncate', 'utimensat', 'setxattr', 'fsetxattr', 'execve'].join(',')
    private static final String READING = /(open|openat|openat2|execve)\(.*/
    private static final String WRITING = /.*\b(O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND)\b.*/
    /** Not files: the terminal, the bit bucket, the process itself. */
    private static final String NOT_FILES = /.*"\/dev\/(null|tty|full)".*|.*"\/proc\/(self|\d+)\/.*/

    int exit
    String output
    /** The calls that write, each with its program's process. */
    List<String> writes
    /** The programs that were started. */
    List<String> programs

    static boolean possible() {
        (System.getenv('PATH') ?: '').split(':').any { Files.isExecutable(Path.of(it, 'strace')) }
    }

    /** Runs a command of Belay in this folder to its end. */
    static Strace of(Path folder, Map<String, String> environment, List<String> words) {
        Path scratch = Files.createTempDirectory('belay-strace')
        try {
            def java = Path.of(System.getProperty('java.home'), 'bin', 'java').toString()
            def builder = new ProcessBuilder(['strace', '-f', '--seccomp-bpf', '-qq', '-s', '1000', '-e', "trace=$CALLS".toString(), '-e', 'signal=none',
                '-o', "$scratch/trace".toString(), java, '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData',
                '-cp', System.getProperty('java.class.path'), 'dev.belay.cli.Main'] + words)
            builder.environment().clear()
            builder.environment().putAll(environment)
            def process = builder.directory(folder.toFile()).redirectErrorStream(true).start()
            def output = process.inputStream.text
            def code = process.waitFor()
            new Strace(code, output, Files.readAllLines(scratch.resolve('trace')))
        } finally {
            scratch.toFile().deleteDir()
        }
    }

    private Strace(int exit, String output, List<String> lines) {
        this.exit = exit
        this.output = output
        def calls = whole(lines)
        programs = calls.findAll { it.startsWith('execve(') && it.endsWith(' = 0') }.collect { (it =~ /execve\("([^"]*)"/)[0][1] as String }
        writes = calls.findAll { (!(it ==~ READING) || it ==~ /open.*/ && it ==~ WRITING) && !(it ==~ NOT_FILES) }
    }

    /** Calls without the process; one that others interrupted is put together again. */
    private static List<String> whole(List<String> lines) {
        Map<String, String> begun = [:]
        lines.collect { line ->
            def (pid, call) = line.split(/\s+/, 2) as List
            if (call.endsWith(' <unfinished ...>')) {
                begun[pid] = call - ' <unfinished ...>'
                return null
            }
            def resumed = call =~ /<\.\.\. \w+ resumed>(.*)/
            resumed.matches() ? begun.remove(pid) + resumed[0][1] : call
        }.findAll { it != null } as List<String>
    }
}
