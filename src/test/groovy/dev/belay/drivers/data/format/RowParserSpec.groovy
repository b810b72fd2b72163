package dev.belay.drivers.data.format

import dev.belay.drivers.data.format.Row.Form
import spock.lang.Specification
import tools.jackson.core.JacksonException
import tools.jackson.databind.JsonNode
import tools.jackson.databind.json.JsonMapper

import java.nio.charset.StandardCharsets

/** Our reading of JSON, held against Jackson's: whatever is JSON is read the same, and what is none is told. */
class RowParserSpec extends Specification {

    static final JsonMapper JACKSON = JsonMapper.builder().enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build()
    static final String NASTY = 'aZ09 "\\/\b\f\n\r\t\u0000\u0001\u001f\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\u00e9{}[],:%\'`$N'

    private static List<Map<String, String>> parsed(byte[] json) {
        def parser = new RowParser(new Dripping(json), ['a', 'b'])
        def rows = []
        while (parser.next()) {
            rows << cells(parser.columns(), parser.row())
        }
        rows
    }

    private static Map<String, String> cells(List<String> columns, Row row) {
        (0..<columns.size()).findAll { row.form(it) != Form.ABSENT }.collectEntries {
            [columns[it], row.form(it) == Form.NULL ? null : "${row.form(it)} ${row.text(it)}".toString()]
        }
    }

    /** The same by Jackson. */
    private static Map<String, String> cells(JsonNode row) {
        row.properties().collectEntries { [it.key, it.value.isNull() ? null : cell(it.value)] }
    }

    private static String cell(JsonNode value) {
        value.isString() ? "$Form.TEXT ${value.stringValue()}"
                : value.isArray() || value.isObject() ? "$Form.LIST $value" : "$Form.BARE ${value.isNumber() ? null : value}"
    }

    /** Numbers are compared as they are written, which Jackson's nodes do not keep. */
    private static Map<String, String> withoutNumbers(Map<String, String> row) {
        row.collectEntries { name, cell -> [name, cell ==~ /BARE -?\d.*/ ? "$Form.BARE null".toString() : cell] }
    }

    def "#json is read as #cells"() {
        expect:
        parsed(json.getBytes('UTF-8')) == cells

        where:
        json                                        || cells
        '{"a":1,"b":"x"}\n{"b":null}\n'             || [[a: 'BARE 1', b: 'TEXT x'], [b: null]]
        ' { "a" : -1.5e+3 , "c" : true } '          || [[a: 'BARE -1.5e+3', c: 'BARE true']]
        '{"a":NaN,"b":-Infinity}'                   || [[a: 'TEXT NaN', b: 'TEXT -Infinity']]
        '{"a":"\\ud83d\\ude00 \\u00e9\\/\\n"}'      || [[a: 'TEXT 😀 é/\n']]
        '{"a":[1, "x\\u0041", [ ], {"k" : null}]}'  || [[a: 'LIST [1,"xA",[],{"k":null}]']]
        '{"a":{"base64":"eA=="},"b":{"base64": 1}}' || [[a: 'BROKEN x', b: 'LIST {"base64":1}']]
        '{}'                                        || [[:]]
        ''                                          || []
    }

    def "half of a surrogate pair is no text, and is told from what is"() {
        when:
        def parser = new RowParser(new ByteArrayInputStream(json.bytes), [])
        parser.next()

        then:
        parser.row().form(0) == form

        where:
        json                              || form
        '{"a":"\\ud83d"}'                 || Form.BROKEN
        '{"a":"\\ude00\\ud83d"}'          || Form.BROKEN
        '{"a":"\\ud83dx\\ude00"}'         || Form.BROKEN
        '{"a":"\\ud83d\\ud83d\\ude00"}'   || Form.BROKEN
        '{"a":"\\uD83D\\uDE00"}'          || Form.TEXT
    }

    def "what is no JSON is told with its line: #json"() {
        when:
        parsed(json.getBytes('UTF-8'))

        then:
        def wrong = thrown(JsonScanner.Malformed)
        wrong.message == message

        where:
        json                 || message
        '{"a":1}\n{"a":}'    || 'a value is missing at line 2'
        '{"a":01}'           || "'01' is no value of JSON at line 1"
        '{"a":1'             || "'}' is missing; the file ends too early at line 1"
        '{"a" 1}'            || "':' is missing before '1' at line 1"
        '{"a":"x\n"}'        || 'a text holds a control character, which JSON escapes at line 1'
        '{"a":"\\x"}'        || "a text holds the escape '\\x', which JSON does not know at line 1"
        '{"a":"\\u12g4"}'    || '\\u wants four hexadecimal digits at line 1'
        '{"a":"x'            || 'a text does not end at line 1'
        '\n\n{"a":nul}'      || "'nul' is no value of JSON at line 3"
        '[]'                 || "'{' is missing before '[' at line 1"
    }

    def "a thousand rows of nasty texts are read as they were written, #style"() {
        given:
        def random = new Random(seed)
        def columns = ['a', 'b', 'quote"d', 'é😀']
        def writer = new RowWriter(columns, style)

        expect:
        1000.times {
            def texts = columns.collect { text(random) }
            def row = new Row(columns.size())
            texts.each { row.put(Form.TEXT, it.getBytes(StandardCharsets.UTF_8), 0, it.getBytes(StandardCharsets.UTF_8).length) }
            def out = new Bytes(16)
            writer.write(row, out)
            def json = Arrays.copyOf(out.array(), out.length())
            assert parsed(json) == [[columns, texts.collect { "TEXT $it".toString() }].transpose().collectEntries()]: "seed $seed"
            assert JACKSON.readTree(json).properties().collect { it.value.stringValue() } == texts: "seed $seed"
        }

        where:
        style << RowWriter.Style.values()
        seed = System.nanoTime()
    }

    def "of rows with a byte changed, Jackson and we read the same, or refuse them both"() {
        given:
        def random = new Random(seed)
        def json = '{"a":"x\\u00e9\\"y \u00e9😀\\\\","b":-12.5e3,"c":[1,"z",[true]],"d":{"key":null,"lot":[]},"e":null,"f":false}'.getBytes('UTF-8')

        expect:
        (Boolean.getBoolean("belay.everywhere") ? 20_000 : 4_000).times {
            def changed = json.clone()
            changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : NASTY.charAt(random.nextInt(NASTY.length())))
            def shown = "seed $seed: ${new String(changed, StandardCharsets.ISO_8859_1)}"
            def theirs = theirs(changed)
            def ours = ours(changed)
            def broken = ours.present && ours.get().any { row -> row.values().any { it?.startsWith('BROKEN') } } // Jackson lets some of it pass
            if (theirs.present && !broken) {
                assert ours.present: shown
                assert ours.get().collect { withoutNumbers(it) } == [theirs.get()]: shown
            } else {
                assert !ours.present || broken || ours.get().size() != 1: shown
            }
        }

        where:
        seed = System.nanoTime()
    }

    private static Optional<Map<String, String>> theirs(byte[] json) {
        try {
            def row = JACKSON.readTree(json)
            return row.isObject() ? Optional.of(cells(row)) : Optional.<Map<String, String>> empty()
        } catch (JacksonException refused) {
            return Optional.empty()
        }
    }

    private static Optional<List<Map<String, String>>> ours(byte[] json) {
        try {
            return Optional.of(parsed(json))
        } catch (JsonScanner.Malformed refused) {
            return Optional.empty()
        }
    }

    /** Of characters that something in between might take for its own. */
    static String text(Random random) {
        (0..<random.nextInt(12)).collect {
            switch (random.nextInt(5)) {
                case 0: return new String(Character.toChars(0x10000 + random.nextInt(0xfffff)))
                case 1: return (char) random.nextInt(0xd800)
                default: return NASTY.charAt(random.nextInt(NASTY.length()))
            }
        }.join('')
    }

    /** A stream that gives one to seven bytes at a time, so that each thing is cut somewhere. */
    private static class Dripping extends ByteArrayInputStream {
        private int turn

        Dripping(byte[] bytes) {
            super(bytes)
        }

        @Override
        synchronized int read(byte[] into, int offset, int length) {
            super.read(into, offset, Math.min(length, 1 + turn++ % 7))
        }
    }
}
