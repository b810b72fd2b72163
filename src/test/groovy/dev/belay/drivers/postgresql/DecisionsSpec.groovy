package dev.belay.drivers.postgresql

import dev.belay.database.Database
import dev.belay.driver.Target
import dev.belay.driver.database.DeclaredDatabase
import dev.belay.driver.database.Naming
import dev.belay.expr.Value
import dev.belay.plan.Resource
import dev.belay.value.Failure
import dev.belay.value.Version
import spock.lang.Specification

/** What is decided without asking a server. */
class DecisionsSpec extends Specification {

    static Database declared(String address, Map<String, String> options = [:]) {
        DeclaredDatabase.of(new Resource('database', 'main', 'postgresql',
                ([postgresql: address] + options).collectEntries { name, value -> [name, Value.of(value.toString())] } as Map)).database()
    }

    def "the address #address is #endpoint, database #name"() {
        expect:
        def database = declared(address)
        database.endpoint() == endpoint
        database.name() == name

        where:
        address                          || endpoint                                                              | name
        'localhost/ngw'                  || new Database.Tcp('localhost', 5432)                                   | 'ngw'
        'db.example.org:5433/ngw'        || new Database.Tcp('db.example.org', 5433)                              | 'ngw'
        '[::1]:5433/ngw'                 || new Database.Tcp('::1', 5433)                                         | 'ngw'
        '/var/run/postgresql/ngw'        || new Database.Socket('/var/run/postgresql', 5432, Optional.empty())    | 'ngw'
        '/var/run/postgresql:5433/n g-w' || new Database.Socket('/var/run/postgresql', 5433, Optional.empty())    | 'n g-w'
    }

    def "'#address' is no address"() {
        when:
        declared(address)

        then:
        def failure = thrown(Failure)
        failure.message().contains("'$address' is not the address of a PostgreSQL database")
        failure.remedies().size() == 1

        where:
        address << ['', 'ngw', 'host:port/ngw', 'host/', '/ngw', 'host/a/b', 'postgresql://host/ngw']
    }

    def "the account that connects over a socket is also the role, unless one is named"() {
        expect:
        declared('/run/postgresql/ngw', [as: 'postgres']).user() == 'postgres'
        declared('/run/postgresql/ngw', [as: 'postgres', user: 'ngw']).user() == 'ngw'
    }

    def "one server has one name, however its address is written"() {
        expect:
        Target.database(declared('localhost/ngw')) == Target.database(declared('127.0.0.1:5432/ngw'))
        Target.database(declared('localhost/ngw')) != Target.database(declared('localhost:5433/ngw'))
        Target.database(declared('localhost/ngw')) != Target.database(declared('localhost/ngw2'))
    }

    def "of the tools #installed, #saves saves a database of #server, and #loads loads one"() {
        given:
        def tools = installed.collect { new PgTools(Optional.empty(), "/$it", new Version(it)) }

        expect:
        PgTools.fitting(tools, new Version(server)).map { it.version().text() } == Optional.ofNullable(saves)
        PgTools.loading(tools, new Version(server)).map { it.version().text() } == Optional.ofNullable(loads)

        where:
        server  | installed                || saves   | loads
        '15.13' | ['15.13']                || '15.13' | '15.13'
        '15.13' | ['13.1', '15.2', '17.4'] || '15.2'  | '15.2'
        '15.13' | ['15.2', '15.13']        || '15.13' | '15.13'
        '14.2'  | ['13.1', '15.2', '17.4'] || '15.2'  | '15.2'
        '17.1'  | ['15.2', '13.1']         || null    | '15.2'
        '17.1'  | []                       || null    | null
    }

    def "reads what pg_dump says of its version: #printed"() {
        expect:
        PgTools.of('/bin', printed).map { it.version().text() } == Optional.ofNullable(version)

        where:
        printed                                                    || version
        'pg_dump (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)'      || '15.13'
        'pg_dump (PostgreSQL) 18beta1'                             || '18'
        'Error: You must install at least one postgresql-client'   || null
    }

    def "a password never stands among a tool's arguments"() {
        given:
        def database = new Database('main', Database.Product.POSTGRESQL, new Database.Tcp('db', 5432), "we're=\\it", 'ngw',
                Optional.of(dev.belay.value.SecretText.secret('PW')))

        when:
        def command = new PgTools(Optional.empty(), '/bin', new Version('15')).dump(database, dev.belay.host.Context.own(), 'x', '/b/x.dump')

        then:
        command.arguments() == ['/bin/pg_dump', '--format=custom', '--host=db', '--port=5432', '--username=ngw',
                                '--no-password', "--dbname=dbname='we\\'re=\\\\it'", '--file=/b/x.dump']
        command.context().env()['PGPASSWORD'] == dev.belay.value.SecretText.secret('PW')
    }

    def "names that a run makes hold its id and fit into PostgreSQL's 63 bytes"() {
        given:
        def naming = Naming.of('ngw-7f3a', '/var/lib/belay/x/runs/ngw-7f3a/keep/restore-main')
        def elsewhere = Naming.of('ngw-7f3a', '/home/me/.local/state/belay/x/runs/ngw-7f3a/keep/restore-main')
        def another = Naming.of('ngw-7f3a', '/var/lib/belay/x/runs/ngw-7f3a/keep/restore-main-2')

        expect:
        naming.before(declared('h/ngw')).name() ==~ /ngw_before_ngw_7f3a_[0-9a-f]{4}/
        naming == elsewhere
        naming != another
        naming.before(declared("h/${'ä' * 31}")).name().getBytes('UTF-8').length <= 63
    }

    def "of a load's errors are refused #refused where #accept are accepted"() {
        expect:
        def errors = LoadErrors.of('''\
            pg_restore: error: could not execute query: ERROR:  extension "postgis" already exists
            Command was: CREATE EXTENSION postgis;
            pg_restore: error: could not execute query: ERROR:  role "gis*" does not exist
            pg_restore: warning: errors ignored on restore: 2'''.stripIndent(), accept)
        errors.refused() == refused
        errors.allAccepted() == refused.isEmpty()

        where:
        accept                                                            || refused
        []                                                                || ['extension "postgis" already exists', 'role "gis*" does not exist']
        ['extension "*" already exists']                                  || ['role "gis*" does not exist']
        ['extension "*" already exists', 'role "*" does not exist']       || []
        ['extension', 'role "*"']                                         || ['extension "postgis" already exists', 'role "gis*" does not exist']
        ['*']                                                             || []
    }

    def "an error that was counted and not seen is not accepted"() {
        expect:
        !LoadErrors.of('pg_restore: error: ERROR:  a\npg_restore: warning: errors ignored on restore: 2', ['*']).allAccepted()
        !LoadErrors.of('pg_restore: error: could not open file', ['*']).allAccepted()
    }

    static final Map<String, SqlFile> FILES = ['1.sql', '2.sql', '3.sql'].collectEntries { [it, new SqlFile("sha of $it", false, Optional.empty())] }

    static History.Row row(String file, String state = 'APPLIED', String run = 'old-1') {
        new History.Row("sha of $file", History.State.valueOf(state), run)
    }

    def "with the history #history and the baseline #baseline are applied #applied"() {
        when:
        def migration = Migration.of(new TreeMap(FILES), history, Optional.ofNullable(baseline), 'new-2')

        then:
        migration.unmet() == []
        migration.apply().keySet() as List == applied
        migration.baseline().keySet() as List == known

        where:
        history                                              | baseline || applied                      | known
        [:]                                                  | null     || ['1.sql', '2.sql', '3.sql']  | []
        [:]                                                  | '2.sql'  || ['3.sql']                    | ['1.sql', '2.sql']
        ['1.sql': row('1.sql')]                              | '2.sql'  || ['3.sql']                    | ['2.sql']
        ['1.sql': row('1.sql'), '3.sql': row('3.sql')]       | null     || ['2.sql']                    | []
        ['1.sql': row('1.sql', 'PRESENT')]                   | '3.sql'  || []                           | ['2.sql', '3.sql']
        ['1.sql': row('1.sql', 'BEGUN', 'new-2')]            | '3.sql'  || ['1.sql']                    | ['2.sql', '3.sql']
    }

    def "nothing is applied where #why"() {
        expect:
        Migration.of(new TreeMap(FILES), history, Optional.ofNullable(baseline), 'new-2').unmet().size() == 1

        where:
        why                                    | history                                                              | baseline
        'the baseline is not in the folder'    | [:]                                                                  | '0.sql'
        'an applied file was changed'          | ['1.sql': new History.Row('other', History.State.APPLIED, 'old-1')]  | null
        'an earlier run left a file in doubt'  | ['2.sql': row('2.sql', 'BEGUN')]                                     | null
    }

    def "a file may stand in one BEGIN and COMMIT, and hold no other transaction: #sql"() {
        expect:
        SqlFile.read('a.sql', new ByteArrayInputStream(sql.bytes)).trouble() == Optional.ofNullable(trouble)

        where:
        sql                                  || trouble
        'select 1;'                          || null
        '-- x\nbegin; select 1; commit;'     || null
        'START TRANSACTION; select 1; end'   || null
        'begin; select 1; commit; select 2'  || 'a.sql:1: a file is one transaction, but there is more behind its COMMIT'
        'select 1;\ncommit;'                 || 'a.sql:2: a file is one transaction, so it cannot hold COMMIT'
        'begin; rollback;'                   || 'a.sql:1: a file is one transaction, so it cannot hold ROLLBACK'
        'copy t to stdout'                   || 'a.sql:1: COPY TO stdout has no place in a file'
    }

    def "the digest of a file is that of all its bytes, whatever is wrong with it"() {
        expect:
        SqlFile.read('a.sql', new ByteArrayInputStream(sql.bytes)).sha256() == dev.belay.value.Digest.of(sql).hex()

        where:
        sql << ['select 1', '\\connect x\n' + 'select 1;' * 20_000]
    }
}
