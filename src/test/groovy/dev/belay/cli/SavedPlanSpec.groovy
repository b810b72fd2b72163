package dev.belay.cli

import dev.belay.testing.OtherAccount
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** Who can write a saved plan becomes whoever runs it. */
class SavedPlanSpec extends Specification {

    @TempDir
    Path folder

    Belay belay
    Path plan

    def setup() {
        belay = new Belay(folder)
        belay.file('scripts/shop/2.0.0.groovy', "upgrade 'shop', to: '2.0.0'\nsh 'touch done', dir: '$folder', repeat: true\n")
        Files.createDirectory(folder.resolve('plans'))
        plan = folder.resolve('plans/plan.json')
        assert belay.run('preview', 'shop', '-o', "$plan", '--state', 'state') == 0
    }

    def "a plan that is one's own alone is run"() {
        expect:
        belay.run('run', "$plan", '--yes', '--state', 'state') == 0
        Files.exists(folder.resolve('done'))
    }

    def "one that #who is neither run nor shown"() {
        given:
        chmod(fileMode, plan)
        chmod(folderMode, plan.parent)

        expect:
        belay.run('run', "$plan", '--yes', '--state', 'state') == 2
        belay.err.contains("can be changed by others than its owner; make it yours alone: chmod go-w ")
        !Files.exists(folder.resolve('done'))
        belay.run('preview', "$plan", '--state', 'state') == 2

        where:
        who                                   | fileMode | folderMode
        'others can write'                    | '666'    | '755'
        'lies where others can replace it'    | '644'    | '777'
    }

    def "one in a folder like /tmp, where nobody replaces a file of another, is run"() {
        given:
        chmod('1777', plan.parent)

        expect:
        belay.run('run', "$plan", '--yes', '--state', 'state') == 0
    }

    @Requires({ OtherAccount.isThere() })
    def "one that belongs to another is not run"() {
        given:
        OtherAccount.give(plan)

        expect:
        belay.run('run', "$plan", '--yes', '--state', 'state') == 2
        belay.err.contains("belongs to $OtherAccount.NAME, who could change it before it runs")
    }

    private static void chmod(String mode, Path path) {
        assert new ProcessBuilder('chmod', mode, path.toString()).start().waitFor() == 0
    }
}
