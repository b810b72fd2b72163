package dev.belay.testing

import java.nio.file.Files
import java.nio.file.Path

/**
 * A PostgreSQL that runs as another account, knows who connects to its socket by the account, and wants passwords over TCP. It needs
 * root, and Debian's packages.
 */
class PeerServer {

    static final String ACCOUNT = 'nobody'
    static final String PASSWORD = 'open-sesame'
    private static final String PROGRAMS = '/usr/lib/postgresql/15/bin'

    final Path folder = Files.createTempDirectory('belay-peer')
    final int port = freePort()

    static boolean possible() {
        System.getProperty('user.name') == 'root' && new File(PROGRAMS, 'postgres').exists() && new File('/usr/sbin/runuser').exists()
    }

    PeerServer() {
        must('chown', ACCOUNT, folder.toString())
        must('chmod', '755', folder.toString())
        asOwner("$PROGRAMS/initdb", '-D', "$folder/data", '-U', ACCOUNT, '-A', 'peer', '--no-sync')
        Files.writeString(folder.resolve('data/pg_hba.conf'), 'local all all peer\nhost all all 127.0.0.1/32 scram-sha-256\n')
        asOwner("$PROGRAMS/pg_ctl", '-D', "$folder/data", '-w', '-l', "$folder/log", '-o',
                "-k $folder -p $port -c listen_addresses=127.0.0.1 -c fsync=off", 'start')
        sql("create role guarded login createdb password '$PASSWORD'")
        sql('create role root login superuser')
    }

    void sql(String statement) {
        asOwner("$PROGRAMS/psql", '-h', folder.toString(), '-p', "$port", '-d', 'postgres', '-c', statement)
    }

    void close() {
        asOwner("$PROGRAMS/pg_ctl", '-D', "$folder/data", '-m', 'immediate', '-w', 'stop')
        folder.toFile().deleteDir()
    }

    private static void asOwner(String... command) {
        must(*(['runuser', '-u', ACCOUNT, '--'] + (command as List)))
    }

    private static void must(String... command) {
        def log = File.createTempFile('belay-peer', '.log')
        def process = new ProcessBuilder(command).directory(new File('/')).redirectErrorStream(true).redirectOutput(log).start()
        def exit = process.waitFor()
        def printed = log.text
        log.delete()
        assert exit == 0: "$command: $printed"
    }

    private static int freePort() {
        new ServerSocket(0).withCloseable { it.localPort }
    }
}
