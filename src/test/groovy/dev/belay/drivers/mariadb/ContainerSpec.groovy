package dev.belay.drivers.mariadb

import dev.belay.testing.Bench
import dev.belay.testing.ContainerSpecification
import dev.belay.testing.Mariadb
import dev.belay.value.Exit

import java.nio.file.Files

/** A server in a container: nothing of it is reached but by docker, and its own programs write and load the backups. */
class ContainerSpec extends ContainerSpecification {

    def database = Mariadb.freshDatabase()

    def setup() {
        begin(db: 'running', Mariadb.clients())
        Mariadb.run(database, 'create table people (id int auto_increment primary key, name varchar(20))', "insert into people (name) values ('Ada')")
    }

    def cleanup() {
        Mariadb.drop(database)
    }

    private String declared(String where = "container: 'shop-db-1'") {
        "database 'main', mariadb: '${Mariadb.address(database)}', $where, user: '$Mariadb.TRUSTED', path: ['$docker.folder/bin']\n"
    }

    private List<Object> people() {
        Mariadb.ask(database, 'select name from people order by id')
    }

    def "it is asked, required, changed, migrated and verified"() {
        given:
        Files.createDirectories(folder.resolve('sql'))
        Files.writeString(folder.resolve('sql/1.sql'), "insert into people (name) values ('Linus');\ncreate table towns (name text);\n")

        when:
        def preview = bench.preview(declared("compose: '$folder', service: 'db'") + """
            require database: 'main', version: '>=10.3'
            sql 'main', statement: "insert into people (name) values ('Grace')"
            migrate 'main', sql: '$folder/sql'
            verify sql: 'select count(*) from people', database: 'main', equals: 3
            """)

        then:
        preview.unmet() == []
        preview.predictions()*.unmet().flatten() == []

        when:
        def ended = bench.run(preview)

        then:
        Bench.message(ended) == ''
        ended.exit() == Exit.DONE
        people() == ['Ada', 'Grace', 'Linus']
    }

    def "a backup is a file of this machine, is tried, and an undo goes back to it"() {
        when:
        def ended = bench.run(bench.preview(declared() + """
            def dump = backup 'main', to: '$folder/backup'
            verify backup: dump, database: 'main'
            sql 'main', statement: "update people set name = 'Eve'"
            """))

        then:
        Bench.message(ended) == ''
        ended.exit() == Exit.DONE
        people() == ['Eve']
        Files.getPosixFilePermissions(folder.resolve("backup/main-${ended.state().run()}.sql")).size() == 2
        docker.told().any { it ==~ /exec -i .*shop-db-1 .*mariadb-dump --no-defaults .*/ }
        docker.told().any { it ==~ /exec -i .*shop-db-1 .*mariadb --no-defaults .*/ }

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        people() == ['Ada']
    }

    def "what is ended here for its time is over does not go on in the container"() {
        given: 'somebody holds a table that mariadb-dump has to wait for'
        def holder = Mariadb.connect(database)
        holder.createStatement().execute('lock tables people write')

        when:
        def ended = bench.run(bench.preview(declared() + "backup 'main', to: '$folder/backup', timeout: 2.seconds"))

        then: 'docker exec itself would have left it behind'
        ended.exit() == Exit.FAILED
        docker.goingOn() == []

        cleanup:
        holder?.close()
    }

    def "without programs in the image no backup can be made, which is said beforehand"() {
        given:
        docker.image([])

        expect:
        bench.preview(declared() + "backup 'main', to: '$folder/backup'").predictions()[0].unmet() ==
                ["no mariadb-dump is in container shop-db-1; use an image that holds MariaDB's own programs"]
    }

    def "a server that does not answer in its container is told apart from a container that does not run"() {
        given:
        int free = new ServerSocket(0).withCloseable { it.localPort }
        docker.containers(db: state)

        when:
        def preview = bench.preview("database 'main', mariadb: '127.0.0.1:$free/x', container: 'shop-db-1', user: 'x', path: ['$docker.folder/bin']\nrequire database: 'main'")

        then:
        preview.predictions()[0].notes()*.text()[0] == message.replace('PORT', free as String)

        where:
        state     || message
        'running' || "cannot connect to MariaDB on container shop-db-1:PORT: connection refused; is the server running, and are host and port of 'main' right?"
        'exited'  || 'container shop-db-1 does not run (exited); start it: docker start shop-db-1'
    }

    def "an account for docker is of use with a container only"() {
        expect:
        bench.preview("database 'main', mariadb: 'localhost/x', as: 'root', user: 'x'\nrequire database: 'main'").predictions()[0].unmet()[0]
                .contains('as: is of use with container: or compose: only')
    }
}
