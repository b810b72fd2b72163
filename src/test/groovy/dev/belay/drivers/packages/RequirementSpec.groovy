package dev.belay.drivers.packages

import spock.lang.Specification

class RequirementSpec extends Specification {

    def "'#text' asks for #name #clauses"() {
        expect:
        Requirement.parse(text).get() == new Requirement(name, clauses)

        where:
        text                        | name               | clauses
        'Django'                    | 'django'           | []
        'zope.interface_x==5.0'     | 'zope-interface-x' | ['==5.0']
        'celery[redis, sqs] == 5.3' | 'celery'           | ['==5.3']
        'pillow>=9, <11'            | 'pillow'           | ['>=9', '<11']
        'torch==2.1.0+cpu'          | 'torch'            | ['==2.1.0+cpu']
        'six (>=1.16)'              | 'six'              | ['>=1.16']
    }

    def "what '#text' means is left to pip"() {
        expect:
        Requirement.parse(text).empty

        where:
        text << ['-e ./plugins/x', '-r more.txt', 'git+https://example.org/x.git', 'x @ https://example.org/x.whl',
                 'x==1.0; python_version < "3.8"', './x.whl', '--no-binary :all:', 'x=1.0', '']
    }

    def "#version #does for '#text'"() {
        expect:
        Requirement.parse(text).get().met(version) == (does == 'will do')

        where:
        text            | version        | does
        'x'             | '1.0'          | 'will do'
        'x==1.0'        | '1.0'          | 'will do'
        'x==1.0'        | '1.0.0'        | 'will do'
        'x==1.0'        | '1.0.1'        | 'will not do'
        'x==1.0'        | '1.0+cpu'      | 'will do'
        'x==1.0+cpu'    | '1.0'          | 'will not do'
        'x===1.0'       | '1.0.0'        | 'will not do'
        'x==1.*'        | '1.9'          | 'will do'
        'x!=1.*'        | '1.9'          | 'will not do'
        'x!=1.0'        | '1.1'          | 'will do'
        'x>=1,<2'       | '1.9.3'        | 'will do'
        'x>=1,<2'       | '2.0'          | 'will not do'
        'x>=2'          | '2.0rc1'       | 'will not do'
        'x>=2'          | '2.0.post1'    | 'will do'
        'x~=1.4.2'      | '1.4.9'        | 'will do'
        'x~=1.4.2'      | '1.5'          | 'will not do'
        'x~=1.4'        | '1.9'          | 'will do'
        'x~=1.4'        | '2.0'          | 'will not do'
    }

    def "a file of requirements tells packages, and whether there is more to it"() {
        when:
        def asked = Requirements.of(text)

        then:
        asked.told()*.toString() == told
        asked.open() == open

        where:
        text                                                                    | told                        | open
        '# the web\nDjango==4.2  # LTS\n\nredis>=4\n'                           | ['django ==4.2', 'redis >=4'] | false
        'a==1.0 \\\n    --hash=sha256:abc \\\n    --hash=sha256:def\nb==2.0\n'   | ['a ==1.0', 'b ==2.0']      | false
        'a==1.0\n-r more.txt\n'                                                 | ['a ==1.0']                 | true
        '-e .\n'                                                                | []                          | true
        ''                                                                      | []                          | false
    }
}
