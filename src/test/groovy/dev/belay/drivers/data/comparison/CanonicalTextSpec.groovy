package dev.belay.drivers.data.comparison

import dev.belay.drivers.data.format.Bytes
import dev.belay.drivers.data.format.Column
import dev.belay.drivers.data.format.Kind
import dev.belay.drivers.data.format.Kind.Plain
import dev.belay.drivers.data.format.Row
import dev.belay.drivers.data.format.Row.Form
import spock.lang.Specification

/** Which spellings are the same value, for a column that holds them. */
class CanonicalTextSpec extends Specification {

    static final Kind TEXT = new Kind.Text(Optional.empty())
    static final Kind EXACT = new Kind.Decimal(Optional.of(12), 3)
    static final Kind SET = new Kind.Words(['a', 'b', 'c'], true)
    static final Kind BITS = new Kind.Bits(Optional.of(8L))

    def "in a column of #type, #one is #other"() {
        expect:
        canonical(type, kind, one) == canonical(type, kind, other)

        where:
        type         | kind                       | one                           || other
        'boolean'    | Plain.TRUTH                | '1'                           || 'true'
        'boolean'    | Plain.TRUTH                | 'false'                       || '0'
        'tinyint(1)' | new Kind.Whole(8, false)   | 'true'                        || '1'
        'numeric'    | EXACT                      | '12.500'                      || '12.5'
        'numeric'    | EXACT                      | '-0.00'                       || '0'
        'numeric'    | EXACT                      | '1e3'                         || '1000.0'
        'numeric'    | EXACT                      | '.5'                          || '0.50'
        'numeric'    | EXACT                      | '007'                         || '7'
        'float8'     | Plain.DOUBLE               | '0.10000000000000001'         || '0.1'
        'float8'     | Plain.DOUBLE               | '1e+300'                      || '1e300'
        'real'       | Plain.FLOAT                | '0.10000000149011612'         || '0.1'
        'char(4)'    | TEXT                       | 'ab  '                        || 'ab'
        'binary(4)'  | Plain.BYTES                | 'YWI='                        || 'YWIAAA=='
        'jsonb'      | Plain.JSON                 | '{"b": 1.50, "a": 2, "a": 3}' || '{"a":3,"b":1.5}'
        'jsonb'      | Plain.JSON                 | '["\\u00e9", 1e2]'            || '["é",100]'
        'date'       | Plain.DATE                 | '2024-01-31 00:00:00+00:00'   || '2024-01-31'
        'time'       | Plain.TIME                 | '10:00'                       || '10:00:00.000000'
        'timetz'     | Plain.ZONED_TIME           | '10:00:00+02:00'              || '10:00:00+02'
        'datetime'   | Plain.TIMESTAMP            | '2024-01-31T10:00:00.500Z'    || '2024-01-31 10:00:00.5'
        'timestamp'  | Plain.MOMENT               | '2024-01-01 01:30:00+02:30'   || '2023-12-31 23:00:00+00'
        'timestamp'  | Plain.MOMENT               | '2024-01-01 10:00:00.000000+00' || '2024-01-01T10:00Z'
        'timestamp'  | Plain.MOMENT               | '2024-01-01 10:00:00.050+00'  || '2024-01-01T10:00:00.05+00:00'
        'datetime'   | Plain.TIMESTAMP            | '2024-01-31 10:00:00'         || '2024-01-31 10:00:00.00'
        'interval'   | Plain.INTERVAL             | 'PT3600.50S'                  || 'PT1H0.5S'
        'interval'   | Plain.INTERVAL             | '1 day, 2:00:00'              || 'P1DT2H'
        'interval'   | Plain.INTERVAL             | '-01:00:00.5'                 || 'PT-1H-0.5S'
        'interval'   | Plain.INTERVAL             | 'P1Y2M3DT4H5M6.7S'            || 'P14M3DT4H5M6.70S'
        'uuid'       | Plain.UUID                 | 'A0EEBC999C0B4EF8BB6D6BB9BD380A11' || 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
        'set'        | SET                        | 'c,a'                         || 'a,c'
        'bit(8)'     | BITS                       | '101'                         || '00000101'
    }

    def "in a column of #type, #one is not #other"() {
        expect:
        canonical(type, kind, one) != canonical(type, kind, other)

        where:
        type        | kind                     | one                       || other
        'smallint'  | new Kind.Whole(16, false) | '5'                      || '1'
        'numeric'   | EXACT                    | '1.01'                    || '1.1'
        'numeric'   | EXACT                    | 'NaN'                     || '0'
        'numeric'   | EXACT                    | '100'                     || '1'
        'float8'    | Plain.DOUBLE             | '0.1'                     || '0.10000000000000002'
        'float8'    | Plain.DOUBLE             | '-0'                      || '0'
        'text'      | TEXT                     | 'ab  '                    || 'ab'
        'text'      | TEXT                     | 'a'                       || 'A'
        'text'      | TEXT                     | 'e\u0301'                 || '\u00e9'
        'bytea'     | Plain.BYTES              | 'YWI='                    || 'YWIAAA=='
        'json'      | Plain.JSON               | '{"a": 1}'                || '{"a":1}'
        'jsonb'     | Plain.JSON               | '{"a": "1"}'              || '{"a": 1}'
        'jsonb'     | Plain.JSON               | '["ab", "c"]'             || '["a", "bc"]'
        'date'      | Plain.DATE               | '2024-01-31 10:00:00'     || '2024-01-31'
        'timestamp' | Plain.TIMESTAMP          | '2024-01-31 10:00:00.000001' || '2024-01-31 10:00:00'
        'timestamp' | Plain.MOMENT             | '2024-01-31 10:00:00+02'  || '2024-01-31 10:00:00+00'
        'timestamp' | Plain.MOMENT             | '2024-01-31 10:00:00.5+01' || '2024-01-31 10:00:00.5+00'
        'timestamp' | Plain.TIMESTAMP          | '2024-01-31 10:00:00.'    || '2024-01-31 10:00:00'
        'interval'  | Plain.INTERVAL           | 'P1D'                     || 'PT24H'
        'bit varying(8)' | BITS                | '101'                     || '00000101'
    }

    def "arrays are the same item by item"() {
        expect:
        canonical('float8[]', new Kind.ListOf(Plain.DOUBLE), '[0.10000000000000001,[null]]', Form.LIST) ==
                canonical('float8[]', new Kind.ListOf(Plain.DOUBLE), '[0.1,[null]]', Form.LIST)
        canonical('text[]', new Kind.ListOf(TEXT), '["null"]', Form.LIST) != canonical('text[]', new Kind.ListOf(TEXT), '[null]', Form.LIST)
        canonical('text[]', new Kind.ListOf(TEXT), '["a","b"]', Form.LIST) != canonical('text[]', new Kind.ListOf(TEXT), '["ab"]', Form.LIST)
    }

    private static String canonical(String type, Kind kind, String text, Form form = Form.TEXT) {
        def row = new Row(1)
        row.next().add(text)
        row.end(form)
        def out = new Bytes(16)
        new CanonicalText(Column.of('c', type, kind)).write(row, 0, out)
        out.text(0, out.length())
    }
}
