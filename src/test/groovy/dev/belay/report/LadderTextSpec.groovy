package dev.belay.report

import dev.belay.ladder.Ladder
import dev.belay.ladder.Rung
import dev.belay.ladder.Way
import dev.belay.plan.Site
import dev.belay.value.Destination
import dev.belay.value.Version
import dev.belay.value.VersionRange
import spock.lang.Specification

class LadderTextSpec extends Specification {

    static final Ladder LADDER = new Ladder('nextgisweb', [
            rung('3.7.0', '>=3.6 <3.7.0'), rung('4.4.0', '>=3.7.0 <4.4.0'), rung('5.0.x', '>=4.4.0 <5.0')])
    static final Site SITE = new Site('gis.example.org', true, Optional.empty(), false)

    static Rung rung(String to, String from) {
        new Rung("scripts/nextgisweb/${to}.groovy", Optional.of(VersionRange.parse(from)), Destination.parse(to))
    }

    static String render(String installed, String goal, List<String> troubles = []) {
        def here = Optional.ofNullable(installed).map { Version.parse(it) }
        Optional<Way> way = here.flatMap { from -> Optional.ofNullable(goal).map { LADDER.way(from, Version.parse(it)) } }
        new LadderText(LADDER, here, way, Page.plain())
                .render(Optional.of(SITE), troubles, { Version to -> "belay preview nextgisweb --to $to".toString() })
    }

    def "a ladder shows where a machine stands, and the way: #file"() {
        expect:
        Golden.holds(file, render(installed, goal, troubles))

        where:
        file                       | installed | goal    | troubles
        'versions.txt'             | '3.6.1'   | '5.0.2' | []
        'versions-between.txt'     | '4.2.0'   | '4.4.0' | []
        'versions-there.txt'       | '4.4.0'   | '4.4.0' | []
        'versions-not-known.txt'   | null      | '4.4.0' | ['cannot tell the installed version of nextgisweb: /home/ngw: permission denied']
    }

    def "a ladder for programs is one line"() {
        expect:
        LadderText.line(LADDER, Optional.of(Version.parse('3.7.0')), Optional.of(LADDER.way(Version.parse('3.7.0'), Version.parse('4.4.0'))))
                .contains('"way":[{"script":"scripts/nextgisweb/4.4.0.groovy","to":"4.4.0"}]')
    }
}
