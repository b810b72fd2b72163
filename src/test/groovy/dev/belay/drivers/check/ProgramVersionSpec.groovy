package dev.belay.drivers.check

import spock.lang.Specification

class ProgramVersionSpec extends Specification {

    def "reads #version out of what a program prints"() {
        expect:
        ProgramVersion.in(printed).map { it.text() }.orElse('') == version

        where:
        printed                                                              || version
        'git version 2.39.5'                                                 || '2.39.5'
        'Python 3.11.2'                                                      || '3.11.2'
        'pip 23.0.1 from /usr/lib/python3/dist-packages/pip (python 3.11)'   || '23.0.1'
        'v20.11.1'                                                           || '20.11.1'
        '10.2.4'                                                             || '10.2.4'
        'pg_dump (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)'                || '15.13'
        'pg_dump (PostgreSQL) 18beta1'                                       || '18beta1'
        'openjdk 17.0.16 2025-07-15\nOpenJDK Runtime Environment (build 17)' || '17.0.16'
        'openjdk 21 2023-09-19'                                              || '21'
        'Docker version 24.0.5, build ced0996'                               || '24.0.5'
        'systemd 252 (252.38-1~deb12u1)'                                     || '252.38'
        'GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)'          || '5.2.15'
        'Python 3.13.0rc1'                                                   || '3.13.0rc1'
        'x 1.2.3-beta.4'                                                     || '1.2.3-beta.4'
        'usage: x [-h]'                                                      || ''
        ''                                                                   || ''
    }
}
