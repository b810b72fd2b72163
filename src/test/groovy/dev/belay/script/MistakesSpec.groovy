package dev.belay.script

import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

import static dev.belay.script.Sample.HEAD
import static dev.belay.script.Sample.THINGS

/** Mistakes come all at once, each with its place, what was expected and the nearest right spelling. The scripts begin at line 1 behind the declarations. */
class MistakesSpec extends Specification {

    static final int BEFORE = THINGS.readLines().size()

    @TempDir Path folder

    def "a mistake is shown with its line, a caret and the right spelling"() {
        when:
        new Sample(folder).load(HEAD + "service 'web', systemd: ['a']\n    stop 'web', timout: 2.minutes\n")

        then:
        def wrong = thrown(Diagnostics)
        wrong.exit().code() == 2
        wrong.message == """\
            $folder/script.groovy:3:17: unknown option 'timout' of 'stop' for a systemd service; did you mean 'timeout'?
                3 |     stop 'web', timout: 2.minutes
                  |                 ^^^^^^""".stripIndent()
    }

    def "all mistakes come at once, in order, also where nothing is ever done"() {
        expect:
        mistakes("""\
            stpo 'web'
            stop 'wbe'
            stop 'web', timeout: 3
            if (false) { strat 'web', timeout: nothing }
            def unused(a) { stop b }
            x = 3
            """) == [
                "1:1: unknown verb or function 'stpo'; did you mean 'stop'?",
                "2:6: no service is called 'wbe'; did you mean 'web'?",
                "3:22: 'timeout' takes a duration such as 2.minutes, found a number; write 3.seconds or 3.minutes",
                "4:14: unknown verb or function 'strat'; did you mean 'start'?",
                "4:36: there is no variable or parameter 'nothing'",
                "5:22: there is no variable or parameter 'b'",
                "6:1: a variable has one value for good; write def x = ..., with a name of its own",
        ]
    }

    def "a number in quotes is told to be written without: #line"() {
        expect:
        mistakes("$line\n") == [told]

        where:
        line                                                | told
        "verify http: 'http://localhost/', status: '200'"   | "1:43: 'status' takes a list, each a number, found '200'; write it without quotes: 200"
        "verify http: 'http://localhost/', status: ['200']" | "1:44: 'status' takes a number, found '200'; write it without quotes: 200"
        "stop 'web', timeout: '60'"                         | "1:22: 'timeout' takes a duration such as 2.minutes, found '60'; write 60.seconds or 60.minutes"
    }

    def "what stops the reading in one statement does not hide the mistakes of the others: #broken"() {
        expect:
        mistakes("stpo 'web'\n$broken\nstop 'wbe'\n") ==
                ["1:1: unknown verb or function 'stpo'; did you mean 'stop'?", *told, "3:6: no service is called 'wbe'; did you mean 'web'?"]

        where:
        broken                                  | told
        'def x = `date`'                        | ["2:9: a command does not stand in backticks; sh runs one: sh '...', or def x = sh '...'"]
        'sh(`date)'                             | ["2:4: a command does not stand in backticks; sh runs one: sh '...', or def x = sh '...'"]
        '# so far'                              | ['2:1: a comment begins with //']
        'stop \u201Cweb\u201D'                  | ["2:6: a text stands in straight quotes, ' or \", and not in \u201C"]
        "sh 'abc"                               | ['2:4: the text that begins here has no closing quote']
        'sh "abc $1"'                           | ["2:10: a '\$' in double quotes begins a value; write \\\$ for the sign itself, or use single quotes"]
        "sh 'a\\d'"                             | ['2:6: this backslash begins nothing that is known; write two for one']
        "backup 'main', to: 'b' as: 'c'"        | ["2:24: missing comma before 'as:'"]
        "sh('a', dir: 'b' as: 'c')"             | ["2:18: missing comma before 'as:'"]
    }

    def "what names a thing whose declaration could not be read is no mistake of its own"() {
        expect:
        mistakes("service 'db', systemd: 'a' log: 'b'\nstop 'db'\nstop 'bd'\n") ==
                ["1:28: missing comma before 'log:'", "3:6: no service is called 'bd'; known: web, worker"]
    }

    def "what Groovy reads otherwise is told with its fix: #script"() {
        expect:
        mistakes(script) == [mistake]

        where:
        script                                         | mistake
        'stop web timeout 30'                          | '1:10: Groovy reads this as stop(...).timeout(...); options have a colon and a comma before them: stop ..., timeout: ...'
        "migrate 'main' to: 42"                        | "1:9: missing comma after 'main': migrate 'main', ..."
        "stop 'web', timeout: 30s"                     | "1:22: '30s' is not a duration or a size; write 30.seconds"
        "checkout 'x', tag: 4.2.0"                     | "1:20: a version is a text; quote it: '4.2.0'"
        "checkout 'x', tag: 4.2"                       | "1:20: 'tag' takes a text, found a number; quote it: '4.2'"
        "backup 'main', to: /tmp/x"                    | "1:20: a path is a text; quote it: '/tmp/x'"
        'stop -1'                                      | "1:1: Groovy reads this as 'stop' minus something; write stop(...) or quote the subject"
        "stop 'web'\n, timeout: 3.minutes"             | '2:1: a line does not begin with a comma; put it at the end of the line before'
        "import 'main', from: 'foreign keys' { }"      | '1:22: Groovy gives this block to the word before it; a verb with options and a block has parentheses: import(...) { ... }'
        "import 'main',\nfrom: v4 { }"                 | '2:7: Groovy gives this block to the word before it; a verb with options and a block has parentheses: import(...) { ... }'
        "from: v4 { }"                                 | "1:1: 'from:' begins a statement; an option belongs to its verb's line, or the line before ends with a comma"
        "require disk: '/x', free: 2 * size('main') { }" | '1:27: Groovy gives this block to the word before it; a verb with options and a block has parentheses: require(...) { ... }'
        "stop 'web', timeout: 30d"                     | "1:22: '30d' has no unit here; write 30.days"
        "require disk: '/x', free: 10G"                | "1:27: '10G' has no unit here; write 10.GB"
        "verify http: 'x', status: 0755"               | "1:27: a number that begins with 0 is octal in Groovy; quote it: '0755'"
        "verify http: 'x', status: 0899"               | '1:27: a number does not begin with 0; quote it where the 0 matters'
        "sh ['a']"                                     | "1:1: Groovy reads this as an index into 'sh'; write sh([...])"
        "def x = sh ['a']"                             | "1:9: Groovy reads this as an index into 'sh'; write sh([...])"
        'def name = "x"\nsh "true", dir: "$name.tar"'  | "2:23: Groovy reads this as the property 'tar' of 'name'; write \${name}.tar"
        "stop 'web', timeout: 3.minutes,\nstart 'web'" | "2:1: the comma at the end of the line before makes this line, 'start ...', a part of it; remove the comma"
        "stop 'web',\nstart 'web', timeout: 3.minutes" | "1:11: the comma at the end of this line makes the next line, 'start ...', a part of it; remove the comma"
        "for (a, b in [a: 1]) { sh 'x' }"              | "1:1: 'for' has one variable; over a map write for (e in map), then e.key and e.value"
        "stop 'web', timeout = 3"                      | '1:13: an option has a colon: timeout: ...'
        "require command: ['git' 'sh']"                | "1:25: missing comma before 'sh'"
        "verify tcp: [8080 8081]"                      | "1:19: missing comma before 8081"
        "backup db: 'a' to: 'b'"                       | "1:16: missing comma before 'to:'"
        "phase('a') { sh 'x' )"                        | "1:21: this ')' does not close the '{' opened at ${BEFORE + 1}:12"
        "phase('a') { sh 'x'"                          | "1:12: the block opened at ${BEFORE + 1}:12 is never closed"
        "await 'x'"                                    | "1:1: 'await' and 'async' are Groovy's, not part of the language; write within: for waiting"
    }

    def "#what is told: #script"() {
        expect:
        mistakes(script) == [mistake]

        where:
        what                      | script                                           || mistake
        'a verb without subject'  | 'stop'                                           || "1:1: 'stop' is a verb; what it works on follows it: stop 'subject'"
        'a missing option'        | "backup 'main'"                                  || "1:1: 'backup' for a postgresql database needs 'to:', a path"
        'a missing variant'       | "install 'x'"                                    || "1:1: 'install' needs one of npm:, pip:"
        'two variants'            | "install npm: 'x', pip: 'y'"                     || "1:1: 'install' takes only one of npm:, pip:"
        'a technology'            | "backup 'old', to: '/x'"                         || "1:8: 'backup' is not known for a mariadb database; known for postgresql"
        'a misspelt phase'        | "pase('x') { }"                                  || "1:1: unknown verb or function 'pase'; did you mean 'phase'?"
        'a misspelt word'         | "stop 'worker', signal: 'TREM'"                  || "1:24: 'signal' takes one of 'TERM', 'KILL', found 'TREM'; did you mean 'TERM'?"
        'a misspelt method'       | "def x = 'a'.trm()"                              || "1:13: a text has no method 'trm'; did you mean 'trim'?"
        'a misspelt unit'         | "stop 'web', timeout: 2.minuts"                  || "1:24: 'minuts' is not a unit; did you mean 'minutes'?"
        'a misspelt key'          | "def m = [alpha: 1]\ndef x = m.alhpa"            || "2:11: this map has no 'alhpa'; did you mean 'alpha'?"
        'a misspelt property'     | "def x = database('main').hots"                  || "1:26: a postgresql database has no 'hots'; did you mean 'host'?"
        'a misspelt keyword'      | "import('main', from: 'x') { tabel 'a' }"        || "1:29: 'tabel' has no place in this block; did you mean 'table'?"
        'a block of no use'       | "stop('web') { }"                                || "1:13: 'stop' for a systemd service takes no block"
        'a text as condition'     | "def x = 1 == 'a'"                               || "1:9: a number is never equal to a text; compare things of one kind"
        'a loop over a result'    | "def d = backup 'main', to: '/x'\nfor (x in d) { }" || "2:11: the list of a 'for' must be known when the plan is made; this is known only after step backup/main"
        'a verb without a value'  | "def x = stop 'web'"                             || "1:9: 'stop' gives no value"
        'one name for two steps'  | "sh 'a', name: 'n'\nsh 'b', name: 'n'"           || "2:15: two steps are called 'n'; each name is given once"
        'recursion'               | "def f() { g() }\ndef g() { f() }"               || "2:11: 'f' calls itself; the language has no recursion"
        'a second value'          | "def x = 1\ndef x = 2"                           || "2:5: 'x' has a value already; a name has one value for good"
        'a wrong regex'           | "match '(a'"                                     || "1:7: not a regular expression: Unclosed group at character 3"
        'a wrong range'           | "require command: 'x', version: 'new'"           || "1:32: 'new' is not a version; versions look like 4.4.0, v4.2 or 4.0.0-beta"
        'a word of site files'    | "set home: 'x'"                                  || "1:1: 'set' stands only in a site file"
        'quotes around a value'   | 'def x = 1\nsh "echo \'$x\'"'                    || '2:12: a value in a command is quoted already; remove the quotes around it'
        'path or resource'        | "sh 'a', touches: ['main']"                      || "1:19: 'main' may be the database or a path; write database('main') or './main'"
        'a property of a resource' | "configure 'x', set: [P: main.password]"        || "1:25: 'main' is the name of a database; what it holds is written database('main').password"
        'the same in a text'      | 'configure \'x\', set: [P: "a $main.password"]' || "1:29: 'main' is the name of a database; what it holds is written \${database('main').password}"
        'a misspelt resource'     | "verify sql: 'select 1', databse: 'main'"        || "1:25: unknown option 'databse' of 'verify sql'; did you mean 'database'?"
        'a missing resource'      | "verify sql: 'select 1'"                         || "1:1: 'verify sql' needs 'database:', the name of a database"
        'a shell\'s variable'     | 'sh "echo $HOME"'                                || "1:11: there is no variable or parameter 'HOME'; the shell's own is written \\\$HOME; the one that Belay was started with is env('HOME'), in a text \${env('HOME')}"
        'the environment'         | 'checkout "$HOME/x", tag: \'1\''                 || "1:12: there is no variable or parameter 'HOME'; the one that Belay was started with is env('HOME'), in a text \${env('HOME')}"
        'a home folder'           | "checkout '~/x', tag: '1'"                       || "1:10: '~' is the home folder in a shell only; write the path in full, or \"\${env('HOME')}/x\""
        'a variable in a path'    | "checkout '\$HOME/x', tag: '1'"                  || "1:10: nothing takes the place of '\$' in single quotes; write \"\$HOME/x\" for a value of the script, './\$HOME/x' for a file of that name"
        'a huge text'             | "sh 'x' * 2000000000"                            || '1:4: this text would be too long: more than 1000000 characters'
        'a huge range'            | "for (i in 1..2000000000) { }"                   || '1:11: this range is too long: at most 100000 numbers'
        'an endless regex'        | "def x = ('a' * 60 + '!').matches('(a+)+\\\\1b')" || '1:26: this regular expression goes back and forth too often on this text; make it simpler'
        'division by zero'        | 'def x = 1 / 0'                                  || '1:9: division by zero'
    }

    def "a secret goes only where secrets are allowed: #script"() {
        expect:
        mistakes(script) == (mistake ? [mistake] : [])

        where:
        script                                                    || mistake
        "sh 'x', env: [A: secret('X'), B: \"p=\${secret('Y')}\"]" || null
        "configure '.env', set: [P: database('main').password]"   || null
        "sh \"echo \${secret('X')}\""                             || '1:12: a command takes no secret: it would be seen in the list of processes; pass it in env:'
        "sh 'x', dir: secret('X')"                                || "1:14: 'dir' takes no secret; it would be seen. Secrets go into password:, env:, values of configure"
        "sh 'x', dir: 'a' + secret('X')"                          || "1:14: 'dir' takes no secret; it would be seen. Secrets go into password:, env:, values of configure"
        "def x = secret('X').take(2)"                             || "1:21: 'take()' may not look at a secret; a secret may only be passed on, or be part of a text"
        "if (secret('X') == 'a') { }"                             || '1:5: a comparison may not look at a secret; a secret may only be passed on, or be part of a text'
        "if (secret('X')) { }"                                    || '1:5: a condition may not look at a secret; a secret may only be passed on, or be part of a text'
        "param 'p', default: secret('X')"                         || "1:7: a parameter is shown in every preview and cannot be a secret; use secret('NAME') where it is needed"
    }

    private List<String> mistakes(String script) {
        new Sample(folder).mistakes(THINGS + script.stripIndent()).collect { mistake ->
            def parts = mistake.split(':', 2)
            "${(parts[0] as int) - BEFORE}:${parts[1]}".toString()
        }
    }
}
