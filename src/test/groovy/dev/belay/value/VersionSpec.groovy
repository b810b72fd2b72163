package dev.belay.value

import spock.lang.Specification

class VersionSpec extends Specification {

    def "#project: #line"() {
        given:
        def versions = line.split(' < ').collect { Version.parse(it) }

        expect: 'each is before all that follow, and not the other way round'
        [0..<versions.size(), 0..<versions.size()].combinations().every { i, j ->
            Integer.signum(versions[i] <=> versions[j]) == Integer.signum(i <=> j)
        }

        where:
        project               | line
        'plain numbers'       | '9 < 10 < 10.1 < 10.1.1 < 10.2 < 10.10 < 2024.4'
        'semantic versioning' | '1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0'
        'an unknown word'     | '1.0.0-beta < 1.0.0-experiment < 1.0.0-rc1 < 1.0.0'
        'Python'              | '1.0.dev456 < 1.0a1 < 1.0a2 < 1.0b2 < 1.0rc1 < 1.0 < 1.0.post456 < 1.1.dev1'
        'Maven'               | '2.0-alpha-1 < 2.0-beta-1 < 2.0-M1 < 2.0-RC1 < 2.0-SNAPSHOT < 2.0.Final < 2.0-SP1'
        'Pod'                 | '3.8.4 < 4.0.0-alpha < 4.0.0-beta < 4.0.0 < 4.0.1'
        'tags'                | 'v4.1.9 < v4.2 < v4.2.1-rc1 < v4.2.1'
        'git describe'        | '4.3.0-rc1 < 4.3.0-rc1-3-gabcd < 4.3.0 < 4.3.0-12-gabc1234 < 4.3.0-104-gdef5678 < 4.3.1'
        'Debian'              | '3.6~rc1 < 3.6.2 < 3.6.2-1 < 3.6.2-2 < 3.6.3'
        'OpenSSH, OpenSSL'    | '8.9 < 8.9p1 < 8.9p2 < 9.0 < 9.0.2 < 9.0.2a < 9.0.2k < 9.0.3'
        'GitLab'              | '15.11.13 < 16.0.0-rc42-ee < 16.0.0-ee < 16.0.1-ee'
        'a nightly build'     | '4.0.0-nightly.20240101 < 4.0.0-nightly.20240102 < 4.0.0-alpha < 4.0.0'
        'long numbers'        | '1.0-20240101123456789012 < 1.0-20240101123456789013'
    }

    def "#one and #other mean the same version"() {
        expect:
        Version.parse(one).same(Version.parse(other))
        !Version.parse(one).isPreRelease()

        where:
        one            | other
        'v4.2'         | '4.2.0'
        '4.2.0'        | '4.2'
        '2.0.Final'    | '2.0'
        '5.3.0.RELEASE' | '5.3.0'
        '16.0.0-ee'    | '16.0.0'
        '2.1.0+cpu'    | '2.1.0'
        '1.0.0+20130313144700' | '1.0.0'
        '3.6.2+dfsg-1' | '3.6.2'
    }

    def "#text is #what"() {
        expect:
        Version.parse(text).isPreRelease() == (what == 'a pre-release')

        where:
        text                 | what
        '4.0.0-beta'         | 'a pre-release'
        '1.0rc1'             | 'a pre-release'
        '1.0.dev3+gabc1234'  | 'a pre-release'
        '1.0~1'              | 'a pre-release'
        '4.0.0-beta-3-gabcd' | 'a pre-release'
        '4.3.0-12-gabc1234'  | 'none'
        '4.3.0-12-gabc1234-dirty' | 'none'
        '4.3.0-dirty'        | 'none'
        '8.9p1'              | 'none'
        '1.0-1'              | 'none'
        '1.0.post1'          | 'none'
    }

    def "'#text' is no version"() {
        expect:
        !Version.isVersion(text)

        when:
        Version.parse(text)

        then:
        thrown(Failure)

        where:
        text << ['', 'main', 'beta', '-1', '4.', '4..0', '4.0 beta', 'v']
    }

    def "#version #is in the range '#range'"() {
        expect:
        VersionRange.parse(range).contains(Version.parse(version)) == (is == 'is')

        where:
        version             | is       | range
        '4.3.1'             | 'is'     | '>=3.7.0 <4.4.0'
        '4.4.0-beta'        | 'is not' | '>=3.7.0 <4.4.0'
        '4.3.0-12-gabc1234' | 'is'     | '>=4.3.0 <4.4.0'
        '4.3.0-12-gabc1234' | 'is not' | '4.3.0'
        '4.3.0-12-gabc1234' | 'is'     | '4.3.x'
        'v4.2'              | 'is'     | '4.2.0'
        '4.0.0-beta'        | 'is not' | '>=4.0.0'
        '4.0.0-beta'        | 'is'     | '>=4.0.0-alpha'
        '8.9p1'             | 'is'     | '>=8.9 <9'
        '16.0.1-ee'         | 'is'     | '16.0.x'
    }
}
