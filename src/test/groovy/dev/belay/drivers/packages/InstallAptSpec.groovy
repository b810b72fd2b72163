package dev.belay.drivers.packages

import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.WayBack
import dev.belay.testing.Bench
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** The real apt and dpkg, on a root of their own. */
@Requires({ DebianWorld.here() })
class InstallAptSpec extends Specification {

    @TempDir
    Path folder

    Bench bench
    DebianWorld debian

    def setup() {
        bench = new Bench(Files.createDirectory(folder.resolve('bench')))
        debian = new DebianWorld(folder).prepare().deb('shop', '1.0').deb('shop', '2.0', 'Depends: lib').deb('lib', '1.5')
                .deb('foe', '1.0', 'Conflicts: shop').lists()
    }

    private Map apt(List<String> words, Map more = [:]) {
        [form: 'install apt', apt: words, env: environment()] + more
    }

    private Map<String, String> environment() {
        [APT_CONFIG: "$folder/apt.conf", DPKG_ROOT: "$folder/root", DPKG_ADMINDIR: "$folder/root/var/lib/dpkg"].collectEntries { [it.key, it.value as String] }
    }

    def "a preview shows all that comes with it, and its way back, and leaves no trace"() {
        given:
        debian.has('shop=1.0')
        def before = tree()

        when:
        def prediction = bench.predict(apt(['shop'], [upgrade: true]))

        then:
        prediction.changes().collect { "${it.sign()} $it.subject ${it.before().orElse('')} -> ${it.after().get()}" as String } ==
                ['+ lib  -> 1.5', '~ shop 1.0 -> 2.0']
        (prediction.way() as WayBack.Steps).deeds()*.label() == ['restore apt shop=1.0, lib-']
        tree() == before
    }

    def "what is there is left alone unless the newest is asked for"() {
        given:
        debian.has('shop=1.0')

        expect:
        bench.predict(apt(['shop'])).fidelity() == Fidelity.UNCHANGED
        bench.predict(apt(['shop=1.0'])).fidelity() == Fidelity.UNCHANGED
    }

    def "where the archives no longer have the version of before there is no way back, and the preview says why"() {
        given:
        debian.has('shop=1.0').gone('shop', '1.0')

        expect:
        bench.predict(apt(['shop=2.0'])).way() == new WayBack.None('the archives no longer have shop=1.0')
    }

    def "what would remove a package, or is in no list, is refused: #words"() {
        given:
        debian.has('shop=1.0')

        expect:
        bench.predict(apt(words)).unmet() == [said]

        where:
        words        || said
        ['foe']      || 'apt would remove shop; remove them yourself first, or name versions that go with them'
        ['none']     || 'apt: Unable to locate package none; look with apt-cache policy, and fetch new lists by apt-get update'
        ['shop=3.0'] || "apt: Version '3.0' for 'shop' was not found; look with apt-cache policy, and fetch new lists by apt-get update"
        ['shop=0.1', 'lib'] || "apt: Version '0.1' for 'shop' was not found; look with apt-cache policy, and fetch new lists by apt-get update"
    }

    def "a configuration file that a person changed is kept, through the upgrade and back"() {
        given:
        debian.has('shop=1.0')
        Path mine = folder.resolve('root/etc/shop.conf')
        Files.writeString(mine, 'mine\n')

        when:
        def ended = bench.run(apt(['shop=2.0']))

        then:
        ended.exit() == Exit.DONE
        debian.installed() == ['lib 1.5', 'shop 2.0']
        Files.readString(mine) == 'mine\n'

        and:
        bench.undo(ended).exit() == Exit.DONE
        debian.installed() == ['shop 1.0']
        Files.readString(mine) == 'mine\n'
    }

    def "what a killed dpkg left unpacked counts as missing, and the next attempt ends it"() {
        given: 'an attempt that failed once the package was unpacked'
        Path hook = folder.resolve('hook')
        Files.writeString(folder.resolve('apt.conf'), "DPkg::Options { \"--no-triggers\"; };\nDpkg::Pre-Invoke { \"sh $hook\"; };\n", StandardOpenOption.APPEND)
        Files.writeString(hook, "trap '' EXIT; dpkg --root='$folder/root' --unpack '$folder/repo/shop_1.0_all.deb'; exit 1\n")
        def ended = bench.run(apt(['shop=1.0']))
        assert ended.exit() == Exit.FAILED
        assert debian.installed() == []
        Files.writeString(hook, '')

        when:
        def resumed = bench.resume()

        then:
        resumed.exit() == Exit.DONE
        debian.installed() == ['shop 1.0']
    }

    def "an undo that would remove what came later is refused"() {
        given:
        debian.deb('later', '1.0', 'Depends: lib').lists().has('shop=2.0', 'later')

        expect:
        bench.predict([form: 'restore apt', apt: ['shop=1.0', 'lib-'], env: environment()]).unmet() ==
                ['apt would remove later too; name them as well, or go back by hand']
    }

    def "the lines of a simulation: #line"() {
        when:
        def outcome = AptSimulation.outcome(line)

        then:
        [outcome.installs(), outcome.before(), outcome.removes() as List] == [installs, before, removes]

        where:
        line                                                                                || installs             | before               | removes
        'Inst libc6 (2.36-9+deb12u8 Debian:12.8/stable [amd64])'                            || [libc6: '2.36-9+deb12u8'] | [:]             | []
        'Inst libc6 [2.36-9+deb12u7] (2.36-9+deb12u8 Debian:12.8/stable [amd64]) [libc6:amd64 ]' || [libc6: '2.36-9+deb12u8'] | [libc6: '2.36-9+deb12u7'] | []
        'Remv apache2 [2.4.62-1~deb12u2] [php:amd64 ]'                                      || [:]                  | [:]                  | ['apache2']
        'Conf libc6 (2.36-9+deb12u8 Debian:12.8/stable [amd64])'                            || [:]                  | [:]                  | []
        'The following packages will be upgraded:\n  libc6'                                 || [:]                  | [:]                  | []
    }

    private Map<String, Long> tree() {
        Files.walk(folder.resolve('root')).withCloseable { files ->
            files.toList().collectEntries { [it.toString(), Files.isRegularFile(it) ? Files.getLastModifiedTime(it).toMillis() : 0L] }
        }
    }
}
