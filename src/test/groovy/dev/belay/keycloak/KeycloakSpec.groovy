package dev.belay.keycloak

import com.sun.net.httpserver.HttpServer
import dev.belay.cli.Belay
import dev.belay.database.Database
import dev.belay.testing.Servers
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/**
 * An application that nobody here wrote: Keycloak from 24 to 26 by {@code scripts/keycloak}, on a PostgreSQL, with its own migrations. Its
 * distributions are fetched for this specification alone: {@code mvn verify -Dbelay.keycloak=true -Dtest=KeycloakSpec}.
 */
@Requires({ Boolean.getBoolean('belay.keycloak') })
class KeycloakSpec extends Specification {

    /** Where the profile {@code keycloak} of the project puts them. */
    private static final Path DISTRIBUTIONS = Path.of('target/keycloak').toAbsolutePath()

    private static final String PASSWORD = 'correct horse'

    @TempDir
    Path folder

    Belay belay
    Path home
    Database database
    HttpServer mirror
    int port = new ServerSocket(0).withCloseable { it.localPort }

    def setup() {
        belay = new Belay(folder)
        home = Files.createDirectory(folder.resolve('keycloak'))
        database = Servers.freshDatabase()
        mirror = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        mirror.createContext('/') { exchange ->
            Path file = distribution('26.4.7')
            exchange.sendResponseHeaders(200, Files.size(file))
            exchange.responseBody.withCloseable { Files.copy(file, it) }
        }
        mirror.start()
        install()
    }

    def cleanup() {
        mirror?.stop(0)
        belay?.file('stop.groovy', "upgrade 'keycloak', to: '24.0.5'\n${service()}stop 'keycloak'\n")
        belay?.run('run', 'stop.groovy', '--yes', '--state', 'after')
        Servers.dropAll(database)
    }

    def "Keycloak is brought from 24 to 26; broken in the middle, an undo brings 24 back, and a second run comes to its end"() {
        given: 'a realm that people use, and a table that is in the way of a migration in the middle'
        makeRealm('mountains')
        def before = changes()
        assert logsIn() && realms() == ['master', 'mountains']
        Servers.run(database, 'create table revoked_token (in_the_way int)')

        when:
        int preview = act('preview')

        then: 'it changes nothing'
        preview == 0
        belay.out.startsWith('keycloak 24.0.5 -> 26.4.7 on sso ')
        belay.out =~ /12  start keycloak +~ inactive -> active\n +! the way back is the backup of step 10\n/
        version() == '24.0.5'
        changes() == before

        when:
        int broken = act('run', '--yes')

        then: 'the database is half-way between the versions'
        broken == 1
        belay.out =~ /FAILED step 12\/13 start keycloak/
        belay.out.contains('site    DOWN')
        changes() > before
        !logsIn()

        when:
        int undone = belay.run('undo', '--yes', '--state', 'state')

        then:
        undone == 0
        version() == '24.0.5'
        changes() == before
        logsIn()
        realms() == ['master', 'mountains']

        when: 'what was in the way is removed'
        Servers.run(database, 'drop table revoked_token')
        int whole = act('run', '--yes')

        then:
        whole == 0
        version() == '26.4.7'
        changes() > before
        logsIn()
        realms() == ['master', 'mountains']
    }

    /** Installs 24 by Belay itself, and starts it. */
    private void install() {
        belay.file('keycloak.conf', """\
            db=postgres
            db-url=jdbc:postgresql://${Servers.address(database)}
            db-username=postgres
            http-enabled=true
            http-host=127.0.0.1
            http-port=$port
            hostname-strict=false
            cache=local
            """.stripIndent())
        belay.file('sso.groovy', """\
            site 'sso', app: 'keycloak'
            ${service()}
            secret 'KC_DB_PASSWORD', file: '${password()}'
            database 'main', postgresql: '${Servers.address(database)}', user: 'postgres', password: secret('KC_DB_PASSWORD')
            set home: '$home', account: '${System.getProperty('user.name')}', url: 'http://localhost:$port',
                archive: 'http://localhost:$mirror.address.port/keycloak.zip'
            """.stripIndent())
        belay.file('install.groovy', """\
            upgrade 'keycloak', to: '24.0.5'
            ${service()}
            defaults dir: '$home'
            unpack '${distribution('24.0.5')}', to: '24.0.5', strip: 1
            copy '$folder/keycloak.conf', to: '24.0.5/conf/keycloak.conf'
            sh '24.0.5/bin/kc.sh build', touches: ['24.0.5']
            link 'current', to: '24.0.5'
            start 'keycloak', timeout: 10.minutes
            """.stripIndent())
        assert belay.run('run', 'install.groovy', '--yes', '--state', 'before') == 0: belay.out + belay.err
        assert logsIn()
    }

    /** The service, as the site declares it. */
    private String service() {
        "service 'keycloak', process: 'current/bin/kc.sh start --optimized', dir: '$home', pidfile: 'keycloak.pid', log: 'keycloak.log', " +
                "health: 'http://localhost:$port/realms/master', env: [KC_DB_PASSWORD: 'postgres', KEYCLOAK_ADMIN: 'admin', " +
                "KEYCLOAK_ADMIN_PASSWORD: '$PASSWORD', JAVA_OPTS_KC_HEAP: '-Xms64m -Xmx512m']\n"
    }

    private Path password() {
        def file = belay.file('db.password', 'postgres')
        file.toFile().setReadable(false, false)
        file.toFile().setReadable(true, true)
        file
    }

    private int act(String command, String... more) {
        belay.run(command, 'keycloak', '--scripts', Path.of('scripts').toAbsolutePath().toString(), '--site', folder.resolve('sso.groovy').toString(), '--state', 'state', *more)
    }

    private static Path distribution(String version) {
        DISTRIBUTIONS.resolve("keycloak-quarkus-dist-${version}.zip")
    }

    /** The version that serves, as the one that is linked tells it. */
    private String version() {
        Files.readString(home.resolve('current/version.txt')).find(/[\d.]+\d/)
    }

    /** How many changes of Keycloak's own migrations the database has had. */
    private long changes() {
        Servers.ask(database, 'select count(*) from databasechangelog')[0] as long
    }

    private boolean logsIn() {
        !token().empty
    }

    /** A token for the administrator, by the password; empty where none is given. */
    private String token() {
        def form = "grant_type=password&client_id=admin-cli&username=admin&password=${URLEncoder.encode(PASSWORD, 'UTF-8')}"
        try {
            def answer = send(HttpRequest.newBuilder(at('/realms/master/protocol/openid-connect/token'))
                    .header('Content-Type', 'application/x-www-form-urlencoded').POST(HttpRequest.BodyPublishers.ofString(form)))
            answer.statusCode() == 200 ? answer.body().find(/"access_token":"([^"]+)"/) { all, token -> token } : ''
        } catch (IOException down) {
            ''
        }
    }

    private List<String> realms() {
        def answer = send(HttpRequest.newBuilder(at('/admin/realms?briefRepresentation=true')).header('Authorization', "Bearer ${token()}"))
        answer.body().findAll(/"realm":"([^"]+)"/) { all, realm -> realm }.sort()
    }

    private void makeRealm(String name) {
        def answer = send(HttpRequest.newBuilder(at('/admin/realms')).header('Authorization', "Bearer ${token()}")
                .header('Content-Type', 'application/json').POST(HttpRequest.BodyPublishers.ofString("{\"realm\": \"$name\", \"enabled\": true}")))
        assert answer.statusCode() == 201: answer.body()
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString())
    }

    private URI at(String path) {
        URI.create("http://localhost:$port$path")
    }
}
