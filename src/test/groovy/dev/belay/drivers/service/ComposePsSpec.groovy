package dev.belay.drivers.service

import dev.belay.value.Unseen
import spock.lang.Specification

/** What the programs print of the containers of a project. */
class ComposePsSpec extends Specification {

    /** What the real programs printed; their sources stand beside them. */
    private static String recorded(String file) {
        ComposePsSpec.getResourceAsStream("/compose/$file").getText('UTF-8')
    }

    private static ComposePs.Container container(String service, String state, String health, int exit, String name = null) {
        new ComposePs.Container(Optional.ofNullable(name), service, state, health, exit)
    }

    def "#file is understood"() {
        expect:
        (file.contains('inspect') ? ComposePs.inspected(recorded(file)) : ComposePs.listed(recorded(file)).get()) == containers

        where:
        file                          || containers
        'docker-compose-2.12-ps.json' || [container('db', 'running', '', 0, 'compose-ps-json-db-1'), container('wordpress', 'running', '', 0, 'compose-ps-json-wordpress-1')]
        'docker-compose-2.26-ps.json' || [container('db', 'running', '', 0, 'test-docker-json-ps-db-1')]
        'podman-5-inspect.json'       || [container('redis', 'running', 'starting', 0, 'immich_redis_1')]
        'podman-3-inspect.json'       || [container('redis', 'running', 'healthy', 0, '123')]
    }

    def "docker compose prints an array until 2.20, and an object a line since"() {
        expect:
        ComposePs.listed(printed).get() == [
            container('db', 'running', 'healthy', 0, 'shop-db-1'), container('app', 'exited', '', 137, 'shop-app-1')]

        where:
        printed << [
            '''[{"ID":"d2763e024a10","Name":"shop-db-1","Command":"docker-entrypoint.sh postgres","Project":"shop","Service":"db","Created":1693561313,"State":"running","Status":"","Health":"healthy","ExitCode":0,"Publishers":null},{"ID":"0a","Name":"shop-app-1","Command":"app","Project":"shop","Service":"app","Created":1693561313,"State":"exited","Status":"","Health":"","ExitCode":137,"Publishers":null}]''',
            '''{"Command":"\\"docker-entrypoint.s…\\"","CreatedAt":"2024-05-02 12:21:53 +0400 +04","ExitCode":0,"Health":"healthy","ID":"d2763e024a10","Image":"postgres:16","Labels":"com.docker.compose.oneoff=False,com.docker.compose.service=db,com.docker.compose.project=shop","LocalVolumes":"1","Name":"shop-db-1","Names":"shop-db-1","Networks":"shop_default","Ports":"5432/tcp","Project":"shop","Publishers":[{"URL":"","TargetPort":5432,"PublishedPort":0,"Protocol":"tcp"}],"RunningFor":"2 minutes ago","Service":"db","Size":"0B","State":"running","Status":"Up 2 minutes (healthy)"}
{"Command":"\\"app\\"","CreatedAt":"2024-05-02 12:21:53 +0400 +04","ExitCode":137,"Health":"","ID":"0a","Image":"app:4","Labels":"com.docker.compose.oneoff=False,com.docker.compose.service=app","LocalVolumes":"0","Name":"shop-app-1","Names":"shop-app-1","Networks":"shop_default","Ports":"","Project":"shop","Publishers":[],"RunningFor":"2 minutes ago","Service":"app","Size":"0B","State":"exited","Status":"Exited (137) 1 minute ago"}
{"Command":"\\"bash\\"","ExitCode":0,"Health":"","ID":"0b","Labels":"com.docker.compose.oneoff=True,com.docker.compose.service=app","Name":"shop-app-run-1","Project":"shop","Service":"app","State":"running","Status":"Up 1 second"}
''']
    }

    def "no container is nothing or an empty array; what is no JSON is not taken for none"() {
        expect:
        ComposePs.listed(printed) == containers

        where:
        printed                         || containers
        ''                              || Optional.of([])
        '[]'                            || Optional.of([])
        'Usage: docker-compose [OPTIONS]' || Optional.empty()
    }

    def "docker inspect and podman inspect tell the same of the older docker-compose and of podman-compose"() {
        expect:
        ComposePs.inspected(printed) == [container('db', 'running', health, 0)]

        where:
        health     | printed
        'starting' | '[{"Id": "d27", "State": {"Status": "running", "Running": true, "ExitCode": 0, "Health": {"Status": "starting", "FailingStreak": 0, "Log": []}}, "Config": {"Labels": {"com.docker.compose.oneoff": "False", "com.docker.compose.service": "db"}}}]'
        ''         | '[{"Id": "d27", "State": {"Status": "running", "ExitCode": 0, "Health": {"Status": "", "FailingStreak": 0, "Log": null}}, "Config": {"Labels": {"io.podman.compose.service": "db", "io.podman.compose.project": "shop"}}}]'
    }

    def "a service whose containers are #containers is #state: #told"() {
        when:
        def unit = ComposePs.unit('app', containers.collect { container('app', it[0], it[1], it[2]) })

        then:
        unit.state() as String == state
        unit.told() == told

        where:
        containers                                       || state        | told
        [['running', '', 0]]                             || 'ACTIVE'     | 'running'
        [['running', 'healthy', 0]]                      || 'ACTIVE'     | 'running (healthy)'
        [['running', 'starting', 0]]                     || 'ACTIVATING' | 'running (starting)'
        [['running', 'unhealthy', 0]]                    || 'ACTIVATING' | 'running (unhealthy)'
        [['restarting', '', 1]]                          || 'ACTIVATING' | 'restarting'
        [['created', '', 0]]                             || 'INACTIVE'   | 'created'
        [['exited', '', 143]]                            || 'INACTIVE'   | 'exited (143)'
        [['running', '', 0], ['running', '', 0]]         || 'ACTIVE'     | 'running'
        [['running', '', 0], ['exited', '', 1]]          || 'ACTIVATING' | 'running, exited (1)'
    }

    def "a state that nobody documented is not guessed"() {
        when:
        ComposePs.unit('app', [container('app', 'floating', '', 0)])

        then:
        thrown(Unseen)
    }
}
