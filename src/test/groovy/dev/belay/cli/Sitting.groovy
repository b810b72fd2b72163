package dev.belay.cli

import java.nio.file.Path

/** A person at the prompt of Belay, whose terminal shows what is typed: a line is handed over only when it is asked for. */
class Sitting {

    final Path folder
    final Map<String, String> environment

    /** Called before each line is handed over. */
    Closure<Void> before = {}

    /** All that the terminal shows. */
    String shown = ''

    Sitting(Belay belay) {
        this.folder = belay.folder
        this.environment = belay.environment
    }

    /** Begins a session, types these lines, and leaves it by Ctrl-D where they do not; the exit code. */
    int type(List<String> lines, String... words) {
        def output = new ByteArrayOutputStream()
        def print = new PrintStream(output, true, 'UTF-8')
        def typed = new ArrayDeque<String>(lines)
        def keyboard = new InputStream() {
            @Override
            int read() {
                throw new UnsupportedOperationException()
            }

            @Override
            int read(byte[] into, int offset, int length) {
                if (typed.empty) {
                    return -1
                }
                before()
                def line = "${typed.remove()}\n".getBytes('UTF-8')
                print.write(line)
                System.arraycopy(line, 0, into, offset, line.length)
                line.length
            }

            @Override
            int available() {
                0
            }
        }
        int code = Main.run(['repl', *words] as String[], new Terminal(keyboard, print, print, environment + [TERM: 'dumb'], folder, true))
        shown = output.toString('UTF-8')
        code
    }
}
