package dev.belay.drivers.files.settings

import dev.belay.value.Failure
import org.snakeyaml.engine.v2.api.Load
import org.snakeyaml.engine.v2.api.LoadSettings
import spock.lang.Specification
import tools.jackson.databind.json.JsonMapper

/** What an edit of each format makes of a text: the value that is named, and nothing else. */
class SettingsSpec extends Specification {

    /** A text in quotes stays a text; a number or a truth is written as such. */
    static Held held(Object value) {
        value instanceof String || value instanceof GString ? Held.text(value.toString()) : new Held(String.valueOf(value), true)
    }

    static String set(Format format, String before, String key, Object value) {
        format.parse('f', before).holding(key, format.held(held(value))).text()
    }

    def "ini: #what"() {
        expect:
        set(Format.INI, before, key, value) == after
        Format.INI.parse('f', after).held(key).get().text() == value

        where:
        what                        | before                                    | key                    | value   || after
        'in its section'            | '[a]\nk = 1\n[b]\nk = 2\n'                | 'b.k'                  | 'x'     || '[a]\nk = 1\n[b]\nk = x\n'
        'before any section'        | 'k=1\n[a]\nk=2\n'                         | 'k'                    | 'x'     || 'k=x\n[a]\nk=2\n'
        'a key with dots'           | '[app:main]\nsqlalchemy.url = x\n'        | 'app:main.sqlalchemy.url' | 'y' || '[app:main]\nsqlalchemy.url = y\n'
        'a section with dots'       | '[a]\nb.c=1\n[a.b]\nc=2\n'                | 'a.b.c'                | 'x'     || '[a]\nb.c=1\n[a.b]\nc=x\n'
        'a colon'                   | '[a]\nk: 1\n'                             | 'a.k'                  | 'x'     || '[a]\nk: x\n'
        'a value with colons'       | '[a]\nurl = http://a:1/\n'                | 'a.url'                | 'http://b:2/?a=b' || '[a]\nurl = http://b:2/?a=b\n'
        'quotes kept'               | '[a]\nk = "old one"\n'                    | 'a.k'                  | 'new; #one' || '[a]\nk = "new; #one"\n'
        'comments stay'             | '; x\n[a] # y\n# k = 3\nk = 1\n\n; z\n'    | 'a.k'                  | 'x'     || '; x\n[a] # y\n# k = 3\nk = x\n\n; z\n'
        'several lines'             | '[a]\nk = 1\n  2\n  3\nl = 4\n'           | 'a.k'                  | 'x'     || '[a]\nk = x\nl = 4\n'
        'indented keys are keys'    | '[a]\n\tk = 1\n\tl = 2\n'                 | 'a.l'                  | 'x'     || '[a]\n\tk = 1\n\tl = x\n'
        'CRLF'                      | '[a]\r\nk = 1\r\n'                        | 'a.k'                  | 'x'     || '[a]\r\nk = x\r\n'
        'no final newline'          | '[a]\nk = 1'                              | 'a.k'                  | 'x'     || '[a]\nk = x'
        'a byte order mark'         | '\uFEFF[a]\nk = 1\n'                      | 'a.k'                  | 'x'     || '\uFEFF[a]\nk = x\n'
        'an empty value'            | '[a]\nk =\n'                              | 'a.k'                  | 'x'     || '[a]\nk =x\n'
        'a new key'                 | '[a]\nk = 1\n\n[b]\nl = 2\n'              | 'a.n'                  | 'x'     || '[a]\nk = 1\nn = x\n\n[b]\nl = 2\n'
        'a new key, as written'     | '[a]\nk=1\n[b]\n'                         | 'a.n'                  | 'x'     || '[a]\nk=1\nn=x\n[b]\n'
        'a new key, empty section'  | '[a]\n[b]\nl = 2\n'                       | 'a.n'                  | 'x'     || '[a]\nn = x\n[b]\nl = 2\n'
        'new, no final newline'     | '[a]\nk = 1'                              | 'a.n'                  | 'x'     || '[a]\nk = 1\nn = x\n'
        'new, CRLF'                 | '[a]\r\nk = 1\r\n'                        | 'a.n'                  | 'x'     || '[a]\r\nk = 1\r\nn = x\r\n'
        'a new section'             | '[a]\nk = 1\n'                            | 'b.n'                  | 'x'     || '[a]\nk = 1\n\n[b]\nn = x\n'
        'an empty file'             | ''                                        | 'b.n'                  | 'x'     || '[b]\nn = x\n'
        'new before any section'    | '# top\n[a]\nk = 1\n'                     | 'n'                    | 'x'     || '# top\nn = x\n[a]\nk = 1\n'
        'a key without a value'     | '[mysqld]\nskip-networking\nk = 1\n'      | 'mysqld.k'             | 'x'     || '[mysqld]\nskip-networking\nk = x\n'
        'what it is already'        | '[a]\nk  =   1  \n'                       | 'a.k'                  | '1'     || '[a]\nk  =   1  \n'
    }

    def "a unit of systemd: #what"() {
        expect:
        set(Format.SYSTEMD, before, key, value) == after

        where:
        what                       | before                                               | key                    | value     || after
        'a value with = and ;'     | '[Service]\nExecStart=/a -c x=1 ; y\n'               | 'Service.ExecStart'    | '/b -c x=2 #z' || '[Service]\nExecStart=/b -c x=2 #z\n'
        'quotes are its own'       | '[Service]\nEnvironment="A=1 2"\n'                   | 'Service.Environment'  | '"A=3 4"' || '[Service]\nEnvironment="A=3 4"\n'
        'a continued line'         | '[Service]\nExecStart=/a \\\n  -b \\\n  -c\nUser=x\n' | 'Service.ExecStart'    | '/b'      || '[Service]\nExecStart=/b\nUser=x\n'
        'a new drop-in'            | ''                                                   | 'Service.MemoryMax'    | '2G'      || '[Service]\nMemoryMax=2G\n'
        'a new key'                | '[Unit]\nDescription=x\n\n[Service]\nUser=x\n\n[Install]\nWantedBy=y\n' | 'Service.Group' | 'z' || '[Unit]\nDescription=x\n\n[Service]\nUser=x\nGroup=z\n\n[Install]\nWantedBy=y\n'
    }

    def "properties: #what"() {
        when:
        def edited = set(Format.PROPERTIES, before, key, value)
        def read = new Properties().tap { it.load(new StringReader(edited)) }

        then:
        edited == after
        read.getProperty(key) == value

        where:
        what                   | before                              | key      | value      || after
        'equals'               | 'a=1\nb=2\n'                        | 'a'      | 'x'        || 'a=x\nb=2\n'
        'a colon and blanks'   | 'a : 1\n'                           | 'a'      | 'x'        || 'a : x\n'
        'only a blank'         | 'a 1\n'                             | 'a'      | 'x'        || 'a x\n'
        'only a key'           | 'a\n'                               | 'a'      | 'x'        || 'a=x\n'
        'dots in the key'      | 'spring.url=1\n'                    | 'spring.url' | 'jdbc:x://h:1/d?a=b' || 'spring.url=jdbc:x://h:1/d?a=b\n'
        'comments'             | '# a=0\n! a=0\na=1\n'               | 'a'      | 'x'        || '# a=0\n! a=0\na=x\n'
        'a comment ending in \\' | '# x\\\na=1\n'                    | 'a'      | 'x'        || '# x\\\na=x\n'
        'continued'            | 'a=1\\\n  2\\\n  3\nb=4\n'          | 'a'      | 'x'        || 'a=x\nb=4\n'
        'twice: the last'      | 'a=1\na=2\n'                        | 'a'      | 'x'        || 'a=1\na=x\n'
        'escapes'              | 'a=1\n'                             | 'a'      | ' ä\\\n\t' || 'a=\\ \\u00e4\\\\\\n\\t\n'
        'an escaped key'       | 'a\\ b=1\na=2\n'                    | 'a b'    | 'x'        || 'a\\ b=x\na=2\n'
        'CRLF'                 | 'a=1\r\nb=2\r\n'                    | 'a'      | 'x'        || 'a=x\r\nb=2\r\n'
        'no final newline'     | 'a=1'                               | 'a'      | 'x'        || 'a=x'
        'new'                  | '# x\na=1'                          | 'n'      | 'x'        || '# x\na=1\nn=x\n'
        'new, as written'      | 'a = 1\n'                           | 'n'      | 'x'        || 'a = 1\nn = x\n'
        'new in an empty file' | ''                                  | 'n'      | 'x'        || 'n=x\n'
        'a new key of blanks'  | ''                                  | 'a: b'   | 'x'        || 'a\\:\\ b=x\n'
        'what it is already'   | 'a = \\u0031\n'                     | 'a'      | '1'        || 'a = \\u0031\n'
    }

    def "yaml: #what"() {
        given:
        def load = { new Load(LoadSettings.builder().build()).loadFromString(it) }

        expect:
        set(Format.YAML, before, key, value) == after

        and: 'a reader finds the value'
        key.split('\\.').inject(load(after)) { at, name -> at instanceof List ? at[name as int] : at[name] } == value

        where:
        what                    | before                                       | key       | value          || after
        'a plain text'          | 'a: x\nb: y\n'                               | 'a'       | 'z'            || 'a: z\nb: y\n'
        'a number'              | 'a: 1\n'                                     | 'a'       | 8080           || 'a: 8080\n'
        'a number as a text'    | 'a: 1\n'                                     | 'a'       | '8080'         || "a: '8080'\n"
        'a truth'               | 'a: no\n'                                    | 'a'       | false          || 'a: false\n'
        'a text like a truth'   | 'a: x\n'                                     | 'a'       | 'yes'          || "a: 'yes'\n"
        'colons'                | 'a: x\n'                                     | 'a'       | 'b: c # d'     || "a: 'b: c # d'\n"
        'an address'            | 'a: http://a:1/\n'                           | 'a'       | 'http://b:2/x' || 'a: http://b:2/x\n'
        'single quotes kept'    | "a: 'x'\n"                                   | 'a'       | "it's"         || "a: 'it''s'\n"
        'double quotes kept'    | 'a: "x" # why\n'                             | 'a'       | 'y'            || 'a: "y" # why\n'
        'an inner key'          | 'a:\n  b:\n    c: 1 # why\nb:\n  c: 2\n'     | 'a.b.c'   | 'x'            || 'a:\n  b:\n    c: x # why\nb:\n  c: 2\n'
        'a key with dots'       | 'a.b: 1\na:\n  c: 2\n'                       | 'a.c'     | 'x'            || 'a.b: 1\na:\n  c: x\n'
        'an item'               | 'a:\n- b: 1\n- b: 2\n'                       | 'a.1.b'   | 'x'            || 'a:\n- b: 1\n- b: x\n'
        'in braces'             | 'a: {b: 1, c: [1, 2]}\n'                     | 'a.c.0'   | 3              || 'a: {b: 1, c: [3, 2]}\n'
        'several lines'         | 'a: x\n  y\nb: 1\n'                          | 'a'       | 'z'            || 'a: z\nb: 1\n'
        'an empty value'        | 'a:\nb: 1\n'                                 | 'a'       | 'x'            || 'a: x\nb: 1\n'
        'nothing'               | 'a: ~\n'                                     | 'a'       | 'x'            || 'a: x\n'
        'a line end in it'      | 'a: x\n'                                     | 'a'       | 'b\nc'         || 'a: "b\\nc"\n'
        'comments'              | '# a: 0\n\na: 1\n# end\n'                    | 'a'       | 2              || '# a: 0\n\na: 2\n# end\n'
        'a document mark'       | '---\na: 1\n'                                | 'a'       | 2              || '---\na: 2\n'
        'CRLF'                  | 'a: 1\r\nb: 2\r\n'                           | 'a'       | 'x'            || 'a: x\r\nb: 2\r\n'
        'no final newline'      | 'a: 1'                                       | 'a'       | 'x'            || 'a: x'
        'beyond plane 0'        | 'a: "\uD83D\uDE00"\nb: 1\n'                  | 'b'       | 2              || 'a: "\uD83D\uDE00"\nb: 2\n'
        'a new key'             | 'a: 1\n# end\n'                              | 'b'       | 'x'            || 'a: 1\nb: x\n# end\n'
        'a new inner key'       | 'a:\n    b: 1\n    c:\n        d: 2\ne: 3\n' | 'a.k'     | 'x'            || 'a:\n    b: 1\n    c:\n        d: 2\n    k: x\ne: 3\n'
        'new behind a block'    | 'a:\n  b: |\n    x\n    y\nc: 1\n'           | 'a.k'     | 'x'            || 'a:\n  b: |\n    x\n    y\n  k: x\nc: 1\n'
        'new below nothing'     | 'a:\nb: 1\n'                                 | 'a.k'     | 'x'            || 'a:\n  k: x\nb: 1\n'
        'new maps between'      | 'a: 1\n'                                     | 'b.c.d'   | true           || 'a: 1\nb:\n  c:\n    d: true\n'
        'new in braces'         | 'a: {b: 1}\n'                                | 'a.k'     | 'x'            || 'a: {b: 1, k: "x"}\n'
        'new in empty braces'   | 'a: {}\n'                                    | 'a.k'     | 1              || 'a: {k: 1}\n'
        'new in an item'        | 'a:\n  - b: 1\n  - b: 2\n'                   | 'a.0.k'   | 'x'            || 'a:\n  - b: 1\n    k: x\n  - b: 2\n'
        'new, no final newline' | 'a: 1'                                       | 'b'       | 'x'            || 'a: 1\nb: x\n'
        'an empty file'         | ''                                           | 'a.b'     | 'x'            || 'a:\n  b: x\n'
        'comments only'         | '# settings\n'                               | 'a'       | 'x'            || '# settings\na: x\n'
    }

    def "json: #what"() {
        expect:
        set(Format.JSON, before, key, value) == after

        and: 'a reader finds the value'
        def read = key.split('\\.').inject(new JsonMapper().readTree(after.replace('\uFEFF', ''))) { at, name -> at.isArray() ? at.get(name as int) : at.get(name) }
        read.asString() == value.toString()
        read.isString() == value instanceof String

        where:
        what                   | before                                 | key       | value     || after
        'a text'               | '{"a": "x", "b": "y"}'                 | 'a'       | 'z'       || '{"a": "z", "b": "y"}'
        'a number'             | '{ "a" :1 }\n'                         | 'a'       | 8080      || '{ "a" :8080 }\n'
        'a number as a text'   | '{"a": 1}'                             | 'a'       | '8080'    || '{"a": "8080"}'
        'a truth'              | '{"a": null}'                          | 'a'       | true      || '{"a": true}'
        'quotes and slashes'   | '{"a": "x\\"y\\\\"}'                   | 'a'       | '"\\\n'   || '{"a": "\\"\\\\\\n"}'
        'an inner key'         | '{"a": {"b": 1}, "b": 2}'              | 'a.b'     | 3         || '{"a": {"b": 3}, "b": 2}'
        'beside one with dots' | '{"a.c": 1, "a": {"b": 2}}'            | 'a.b'     | 3         || '{"a.c": 1, "a": {"b": 3}}'
        'an item'              | '{"a": [1, {"b": 2}]}'                 | 'a.1.b'   | 3         || '{"a": [1, {"b": 3}]}'
        'CRLF'                 | '{\r\n  "a": 1\r\n}\r\n'               | 'a'       | 2         || '{\r\n  "a": 2\r\n}\r\n'
        'a byte order mark'    | '\uFEFF{"a": 1}'                       | 'a'       | 2         || '\uFEFF{"a": 2}'
        'beyond plane 0'       | '{"x": "\uD83D\uDE00", "a": 1}'        | 'a'       | 'ä'       || '{"x": "\uD83D\uDE00", "a": "ä"}'
        'a new key'            | '{\n  "a": 1\n}\n'                     | 'n'       | 'x'       || '{\n  "a": 1,\n  "n": "x"\n}\n'
        'a new key, CRLF'      | '{\r\n\t"a":1\r\n}\r\n'                | 'n'       | 2         || '{\r\n\t"a":1,\r\n\t"n":2\r\n}\r\n'
        'a new inner key'      | '{"a": {"b": 1}}'                      | 'a.n'     | 2         || '{"a": {"b": 1, "n": 2}}'
        'new maps between'     | '{"a": 1}'                             | 'b.c'     | 'x'       || '{"a": 1, "b": {"c": "x"}}'
        'new in an empty map'  | '{"a": {}}'                            | 'a.n'     | 1         || '{"a": {"n": 1}}'
        'an empty file'        | ''                                     | 'a'       | 'x'       || '{\n  "a": "x"\n}\n'
    }

    def "a name with dots is found before the way of dots"() {
        expect:
        set(Format.JSON, '{"a.b": 1, "a": {"b": 2}}', 'a.b', 3) == '{"a.b": 3, "a": {"b": 2}}'
        set(Format.YAML, 'a:\n  b: 2\na.b: 1\n', 'a.b', 3) == 'a:\n  b: 2\na.b: 3\n'
    }

    def "a new key that older readers take for a truth is quoted"() {
        expect:
        set(Format.YAML, 'a: 1\n', 'on', 'x') == "a: 1\n'on': x\n"
    }

    def "#format: a key is taken out, and nothing else: #before"() {
        expect:
        format.parse('f', before).without(key).text() == after
        format.parse('f', after).without(key).text() == after

        where:
        format            | before                          | key    || after
        Format.INI        | '[a]\nk = 1\n  2\n# x\nl = 3\n' | 'a.k'  || '[a]\n# x\nl = 3\n'
        Format.PROPERTIES | 'a=1\\\n 2\nb=3\na=4\n'         | 'a'    || 'b=3\n'
        Format.SYSTEMD    | '[Service]\nA=1\nB=2\n'         | 'Service.A' || '[Service]\nB=2\n'
        Format.YAML       | 'a: 1 # why\nb: 2\n'            | 'a'    || 'b: 2\n'
        Format.YAML       | 'a:\n  b: 1\n  c: "x\n    y"\nd: 1\n' | 'a.c' || 'a:\n  b: 1\nd: 1\n'
        Format.JSON       | '{"a": 1, "b": 2}'              | 'a'    || '{"b": 2}'
        Format.JSON       | '{\n  "a": 1,\n  "b": 2\n}\n'   | 'b'    || '{\n  "a": 1\n}\n'
        Format.JSON       | '{"a": {"b": 1}}'               | 'a.b'  || '{"a": {}}'
    }

    def "#format: what cannot be edited safely is refused, by its line and without its content: #why"() {
        when:
        format.parse('file', before).holding(key, held('geheim'))

        then:
        def failure = thrown(Failure)
        failure.message().contains(why)
        !failure.message().contains('hidden')
        !failure.message().contains('geheim')

        where:
        format            | before                                    | key     || why
        Format.INI        | '[a]\n\nk = hidden ; why\n'               | 'a.k'   || "line 3 has a '#' or ';' behind the value of a.k"
        Format.INI        | '[a]\nk = hidden\nk = 2\n'                | 'a.k'   || 'a.k stands 2 times, the last time in line 3'
        Format.INI        | '[a]\n{ hidden\n'                         | 'a.k'   || 'file, line 2 is neither a section in [ ] nor key = value'
        Format.SYSTEMD    | '[Service]\nEnvironment=hidden\nEnvironment=2\n' | 'Service.Environment' || 'stands 2 times'
        Format.PROPERTIES | '\uFEFFa=hidden\n'                        | 'a'     || 'byte order mark'
        Format.PROPERTIES | 'a=\\uxyz\n'                              | 'a'     || 'is not followed by four hexadecimal digits'
        Format.YAML       | 'x: &p hidden\na: *p\n'                   | 'x'     || 'line 1: x cannot be changed safely: it has an anchor'
        Format.YAML       | 'x: &p hidden\na: *p\n'                   | 'a'     || 'an alias repeats it'
        Format.YAML       | 'a: !vault hidden\n'                      | 'a'     || 'it has a tag'
        Format.YAML       | 'b: 1\na: |\n  hidden\n'                  | 'a'     || 'line 2: a cannot be changed safely: it is a block of lines'
        Format.YAML       | 'a:\n  b: hidden\n'                       | 'a'     || 'line 2: a is a map and not a single value'
        Format.YAML       | 'a: hidden\n'                             | 'a.b'   || 'what is to hold it is no map'
        Format.YAML       | 'a: 1\na: hidden\n'                       | 'a'     || 'line 2'
        Format.YAML       | 'a: 1\n---\na: hidden\n'                  | 'a'     || 'begins a second document'
        Format.YAML       | '- hidden\n'                              | 'a'     || 'it is no map of keys'
        Format.YAML       | 'a: [1\n'                                 | 'a'     || 'is not YAML'
        Format.JSON       | '{\n  // hidden\n  "a": 1}'               | 'a'     || 'line 2 is not JSON, which knows no comments'
        Format.JSON       | '{"a": "hidden",}'                        | 'a'     || 'line 1 is not JSON'
        Format.JSON       | '{"a": 1,\n "a": 2}'                      | 'a'     || 'line 2 has a key for the second time'
        Format.JSON       | '["hidden"]'                              | 'a'     || 'no JSON object'
        Format.JSON       | '{"a": {"b": "hidden"}}'                  | 'a'     || 'a is a map'
        Format.JSON       | '{"a": 1} {"hidden": 2}'                  | 'a'     || 'the file goes on'
    }

    def "#format: a value that readers read differently is refused: #value"() {
        when:
        format.check('a.b', held(value))

        then:
        def failure = thrown(Failure)
        failure.message().contains('the value for a.b cannot be written')
        !failure.message().contains(value)

        where:
        format         | value
        Format.INI     | 'one ; two'
        Format.INI     | '#colour'
        Format.INI     | '"quoted'
        Format.INI     | 'two\nlines'
        Format.INI     | ' geheim'
        Format.SYSTEMD | 'ends with \\'
        Format.SYSTEMD | 'two\nlines'
    }

    def "the name of a file tells its format: #path is #format"() {
        expect:
        Format.of(path, Optional.ofNullable(told)) == format

        where:
        path                                              | told   || format
        '/srv/.env'                                       | null   || Format.ENV
        '/etc/default/app'                                | null   || Format.ENV
        '/srv/config.ini'                                 | null   || Format.INI
        '/srv/setup.cfg'                                  | null   || Format.INI
        '/srv/app.properties'                             | null   || Format.PROPERTIES
        '/srv/config.yml'                                 | null   || Format.YAML
        '/srv/Config.YAML'                                | null   || Format.YAML
        '/srv/package.json'                               | null   || Format.JSON
        '/etc/systemd/system/app.service'                 | null   || Format.SYSTEMD
        '/etc/systemd/system/app.service.d/override.conf' | null   || Format.SYSTEMD
        '/etc/systemd/journald.conf'                      | null   || Format.SYSTEMD
        '/etc/app.conf'                                   | null   || Format.ENV
        '/etc/app.conf'                                   | 'ini'  || Format.INI
        '/etc/app.toml'                                   | 'ini'  || Format.INI
    }
}
