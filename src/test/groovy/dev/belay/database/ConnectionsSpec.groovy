package dev.belay.database

import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.testing.Mariadb
import dev.belay.testing.PeerServer
import dev.belay.testing.Servers
import dev.belay.value.Failure
import dev.belay.value.SecretText
import dev.belay.value.Unseen
import org.postgresql.PGConnection
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

import java.time.Duration

/** How databases are reached, and what is said where they are not. */
class ConnectionsSpec extends Specification {

    static Connections connections(Map<String, String> secrets = [:]) {
        new Connections(new LocalHost(new Secrets([:], secrets, { '' }), System.getenv(), Duration.ofSeconds(1)))
    }

    @AutoCleanup
    def connections = connections()

    def "rows come as texts, NULL as nothing, times in UTC"() {
        given:
        def database = Servers.freshDatabase()

        expect:
        connections.query(database, "select 1, null, ? union all select 2, 'b', to_char(timestamptz '2024-07-01 12:00+02', 'HH24 TZ')", 'x').rows() ==
                [[Optional.of('1'), Optional.empty(), Optional.of('x')], [Optional.of('2'), Optional.of('b'), Optional.of('10 UTC')]]
    }

    def "a question cannot change anything: #sql"() {
        given:
        def database = Servers.freshDatabase()

        when:
        connections.query(database, sql)

        then:
        def unseen = thrown(Unseen)
        unseen.message().contains('read-only transaction')

        where:
        sql << ['create table t ()', 'with x as (select set_config(\'transaction_read_only\', \'off\', true)) insert into pg_class select * from pg_class']
    }

    def "a question after a failed one, or after the server ended the session, is answered"() {
        given:
        def database = Servers.freshDatabase()

        when:
        try {
            connections.query(database, 'select nothing')
        } catch (Unseen expected) {
            assert expected.message().contains('nothing')
        }
        connections.query(database, 'select 1')
        Servers.run(Servers.database('postgres'), "select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database.name()}'")

        then:
        connections.query(database, 'select 1').single() == Optional.of('1')
    }

    def "opening to change something takes questions' connections out of the way"() {
        given:
        def database = Servers.freshDatabase()
        connections.query(database, 'select 1')

        when:
        connections.open(Patience.none(), Servers.database('postgres')).withCloseable {
            it.createStatement().execute("create database copy_of_${database.name()} template ${database.name()}")
        }

        then:
        noExceptionThrown()
    }

    def "a database that is not there is told from a server that is not there"() {
        when:
        connections.query(Servers.database('missing'), 'select 1')

        then:
        def missing = thrown(Unseen)
        missing.message().startsWith("there is no database 'missing' on localhost:")

        when:
        connections.open(Patience.none(), new Database('main', Database.Product.POSTGRESQL, new Database.Tcp('localhost', freePort()), 'x', 'u', Optional.empty()))

        then:
        def refused = thrown(Failure)
        refused.message().contains('refused')
        refused.message().startsWith('cannot connect to PostgreSQL on localhost:')
        refused.remedies().size() == 1
    }

    def "a wrong password, and a database that is not there, are not waited for"() {
        given:
        def waited = []

        when:
        connections.open({ why, since -> waited << why; false } as Patience, database)

        then:
        thrown(Failure)
        waited == []

        where:
        database << [new Database('main', Database.Product.MARIADB, new Database.Tcp('127.0.0.1', Mariadb.server.port), 'mysql', Mariadb.ACCOUNT,
                Optional.of(SecretText.plain('wrong'))), Servers.database('missing'), Mariadb.database('missing')]
    }

    private static int freePort() {
        new ServerSocket(0).withCloseable { it.localPort }
    }

    @Requires({ PeerServer.possible() })
    static class OfAnotherAccountSpec extends Specification {

        @Shared
        @AutoCleanup
        PeerServer server = new PeerServer()

        @AutoCleanup
        def connections = connections([PW: PeerServer.PASSWORD, WRONG: 'not-the-password'])

        private Database socket(String as, String user = '') {
            new Database('main', Database.Product.POSTGRESQL, new Database.Socket(server.folder.toString(), server.port, Optional.ofNullable(as)),
                    'postgres', user, Optional.empty())
        }

        def "the server sees the account that as: names"() {
            expect:
            connections.query(socket('nobody'), 'select current_user').single() == Optional.of('nobody')
        }

        def "without as: it sees the one who runs Belay"() {
            expect:
            connections.query(socket(null), 'select current_user').single() == Optional.of('root')
        }

        def "an account that the server does not let in is told, with what to look at"() {
            when:
            connections.query(socket('daemon', 'nobody'), 'select 1')

            then:
            def unseen = thrown(Unseen)
            unseen.message().contains("does not let 'nobody' in")
            unseen.message().contains('pg_hba.conf')
        }

        def "a socket that is not there is told"() {
            when:
            connections.query(new Database('main', Database.Product.POSTGRESQL, new Database.Socket('/nowhere', 5432, Optional.ofNullable(as)),
                    'postgres', '', Optional.empty()), 'select 1')

            then:
            def unseen = thrown(Unseen)
            unseen.message().contains('/nowhere')

            where:
            as << [null, 'nobody']
        }

        def "much data goes both ways through the socket of #as"() {
            when:
            def connection = connections.open(Patience.none(), socket(as))
            connection.createStatement().execute('create temporary table t (id int, filler text)')
            def copy = connection.unwrap(PGConnection).copyAPI
            def row = "\t${'x' * 1000}\n"
            def rows = new StringBuilder()
            (1..20_000).each { rows << it << row }
            copy.copyIn('copy t from stdin', new StringReader(rows.toString()))
            def out = new CharArrayWriter()
            copy.copyOut('copy t to stdout', out)

            then:
            out.size() == rows.length()

            cleanup:
            connection?.close()

            where:
            as << [null, 'nobody']
        }

        def "a wrong password is named by its secret and never shown"() {
            given:
            def tcp = new Database('main', Database.Product.POSTGRESQL, new Database.Tcp('127.0.0.1', server.port), 'postgres', 'guarded',
                    Optional.of(SecretText.secret(secret)))

            when:
            def message = ''
            try {
                connections.query(tcp, 'select 1')
            } catch (Unseen unseen) {
                message = unseen.message()
            }

            then:
            message == expected.replace('PORT', "$server.port")

            where:
            secret  || expected
            'PW'    || ''
            'WRONG' || "127.0.0.1:PORT refuses the password of 'guarded'; correct the secret WRONG"
        }
    }
}
