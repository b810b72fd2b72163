package dev.belay.cli

import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** {@code belay check}: what can be told without looking at the world. */
class CheckSpec extends Specification {

    @TempDir
    Path folder

    Belay belay

    def setup() {
        belay = new Belay(folder)
    }

    def "what a driver would refuse whatever the world is like is told with its place: #step"() {
        given:
        belay.file('scripts/shop/2.0.0.groovy', "upgrade 'shop', to: '2.0.0'\n$step\n")

        expect:
        belay.run('check', 'shop') == 2
        belay.err.startsWith("$folder/scripts/shop/2.0.0.groovy:2:1: $objection")

        where:
        step                                                                  || objection
        "download 'https://example.org/a', to: '/tmp/a', sha256: 'abc'"       || "sha256: 'abc' is no SHA-256"
        "unpack '/tmp/a.7z', to: '/tmp/a'"                                    || "'unpack' does not know what a.7z is"
        "copy 'a', to: '/tmp/b'"                                              || "'a' is a relative path"
        "verify http: 'localhost:3000'"                                       || "'localhost:3000' is not an address"
    }

    def "what is known only in a run, what is passed over, and what another version of Belay has is no mistake"() {
        given:
        belay.file('scripts/shop/2.0.0.groovy', """\
            upgrade 'shop', to: '2.0.0'
            def tag = sh 'git describe', touches: []
            copy "\$tag", to: '/tmp/b'
            if (size('/tmp') > 1.GB) { copy 'a', to: '/tmp/b' }
            """.stripIndent())

        expect:
        belay.run('check', 'shop') == 0
        belay.out == "scripts/shop/2.0.0.groovy: ok, 3 steps to shop 2.0.0\n"
    }

    def "'#command' says that it writes text only"() {
        expect:
        belay.run(command, 'shop', '--format', 'json') == 2
        belay.err.startsWith("'belay $command' writes text only, and no json")

        where:
        command << ['check', 'log', 'doctor']
    }
}
