package dev.belay.drivers.source

import dev.belay.value.Failure
import spock.lang.Specification

class KeyedTextSpec extends Specification {

    def "#file says under #key: #found"() {
        expect:
        KeyedText.find(file, text, key).orElse(null) == found

        where:
        file               | key                   | text                                               || found
        'package.json'     | 'version'             | '{"name": "a", "version": "4.0.0"}'                || '4.0.0'
        'package.json'     | 'a.b'                 | '{"a": {"b": 12}}'                                 || '12'
        'package.json'     | 'a'                   | '{"a": {"b": 12}}'                                 || null
        'package.json'     | 'none'                | '{}'                                               || null
        'a.properties'     | 'app.version'         | '# x\nother=1\napp.version = 1.2\n'                || '1.2'
        '.env'             | 'VERSION'             | 'A=1\nexport VERSION="2.0" # now\n'                || '2.0'
        'setup.cfg'        | 'metadata.version'    | 'version = 0\n[metadata]\nname = a\nversion = 3.1 ; x' || '3.1'
        'pyproject.toml'   | 'project.version'     | '[tool.x]\nversion = "9"\n[project]\nversion = "5.2.1"' || '5.2.1'
        'pyproject.toml'   | 'version'             | '[project]\nversion = "5.2.1"'                     || null
        'Chart.yaml'       | 'version'             | 'image:\n  version: 7\nversion: "1.2.3"\n'         || '1.2.3'
        'Chart.yml'        | 'image.tag'           | 'image:\n  name: a\n  tag: v4.1 # this one\ntag: 0' || 'v4.1'
    }

    def "a JSON file that is none is a requirement that is not met"() {
        when:
        KeyedText.find('/srv/package.json', '{"version": ', 'version')

        then:
        def failure = thrown(Failure)
        failure.message().startsWith('/srv/package.json is not JSON')
    }
}
