package dev.belay.drivers.check

import com.sun.net.httpserver.HttpServer
import dev.belay.drivers.conformance.ConformanceCase

class RequireCommandCase extends ConformanceCase {

    @Override
    String form() {
        'require command'
    }

    @Override
    String line() {
        "require command: 'git', version: '>=2'"
    }

    @Override
    List<String> badLines() {
        ["require command: 'no-such-program'", "require command: 'git', version: '>=1000'", "require command: 'git', version: 'new'", "require command: 12"]
    }
}

class RequireDiskCase extends ConformanceCase {

    @Override
    String form() {
        'require disk'
    }

    @Override
    String line() {
        "require disk: '$world', free: 1.kB"
    }

    @Override
    List<String> badLines() {
        ["require disk: '$world', free: 1000000.TB", "require disk: '$world', free: 10", "require disk: '$world'"]
    }
}

class RequireUserCase extends ConformanceCase {

    @Override
    String form() {
        'require user'
    }

    @Override
    String line() {
        "require user: 'root'"
    }

    @Override
    List<String> badLines() {
        ["require user: 'no-such-user'", "require user: ''"]
    }
}

class RequirePortCase extends ConformanceCase {

    @Override
    String form() {
        'require port'
    }

    @Override
    void prepare() {
        new ServerSocket(0).withCloseable { put('port', it.localPort as String) }
    }

    @Override
    String line() {
        "require port: ${text('port')}, free: true"
    }

    @Override
    List<String> badLines() {
        ["require port: 70000, free: true", "require port: 'web', free: true"]
    }
}

class RequireMountCase extends ConformanceCase {

    @Override
    String form() {
        'require mount'
    }

    @Override
    String line() {
        "require mount: '/proc'"
    }

    @Override
    List<String> badLines() {
        ["require mount: '$world'", "require mount: 12"]
    }
}

class RequireFileCase extends ConformanceCase {

    @Override
    String form() {
        'require file'
    }

    @Override
    void prepare() {
        put('config.ini', 'a=1')
    }

    @Override
    String line() {
        "require file: '$world/config.ini'"
    }

    @Override
    List<String> badLines() {
        ["require file: '$world/none'", "require file: 12"]
    }
}

/** With a small server to ask, in this JVM: such steps change nothing, so that no other goes on with them. */
abstract class ServedCase extends ConformanceCase {

    protected HttpServer server

    @Override
    void prepare() {
        server = HttpServer.create(new InetSocketAddress('localhost', 0), 0)
        server.createContext('/') { exchange ->
            exchange.sendResponseHeaders(200, -1)
            exchange.close()
        }
        server.start()
    }

    @Override
    void tearDown() {
        server.stop(0)
    }

    protected int port() {
        server.address.port
    }
}

class VerifyHttpCase extends ServedCase {

    @Override
    String form() {
        'verify http'
    }

    @Override
    String line() {
        "verify http: 'http://localhost:${port()}/'"
    }

    @Override
    List<String> badLines() {
        ["verify http: 'no address'", "verify http: 'http://localhost:${port()}/', within: 5", "verify http: 12"]
    }
}

class VerifyTcpCase extends ServedCase {

    @Override
    String form() {
        'verify tcp'
    }

    @Override
    String line() {
        "verify tcp: 'localhost:${port()}'"
    }

    @Override
    List<String> badLines() {
        ["verify tcp: 'localhost:port'", "verify tcp: 'localhost:${port()}', within: '5 minutes'"]
    }
}

class VerifyFileCase extends ConformanceCase {

    @Override
    String form() {
        'verify file'
    }

    @Override
    void prepare() {
        put('manifest', 'version 2')
    }

    @Override
    String line() {
        "verify file: '$world/manifest', contains: 'version 2'"
    }

    @Override
    List<String> badLines() {
        ["verify file: '$world/manifest', contains: [1]", "verify file: '$world/manifest', within: 1"]
    }
}

class VerifyCommandCase extends ConformanceCase {

    @Override
    String form() {
        'verify command'
    }

    @Override
    String line() {
        "verify command: 'test 1 = 1'"
    }

    @Override
    List<String> badLines() {
        ["verify command: ['true']", "verify command: 'true', within: 2", "verify command: 'true', withn: 2.minutes"]
    }
}
