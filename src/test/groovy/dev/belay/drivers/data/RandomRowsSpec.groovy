package dev.belay.drivers.data

import dev.belay.drivers.data.format.RowParserSpec

import java.sql.ResultSet

/** What goes out of a server and into another one is the same, whatever it is: values by chance, and of each type those at its ends. */
class RandomRowsSpec extends DataSpecification {

    static final int ROWS = 200
    static final String NUL = '\u0000'

    static final Map<String, String> POSTGRESQL = [
            id: 'int primary key', words: 'text', brief: 'varchar(12)', padded: 'char(12)', small: 'smallint', whole: 'int', large: 'bigint',
            exact: 'numeric(30,10)', any_: 'numeric', ratio: 'float8', short_ratio: 'float4', truth: 'boolean', raw: 'bytea', day: 'date',
            clock: 'time', stamp: 'timestamp', moment: 'timestamptz', span: 'interval', own: 'uuid', doc: 'json', tree: 'jsonb',
            many: 'text[]', counts: 'int[]', bits: 'varbit(20)', net: 'inet']

    static final Map<String, String> MARIADB = [
            id: 'int primary key', words: 'longtext', brief: 'varchar(12)', tiny: 'tinyint', small: 'smallint unsigned', whole: 'int', large: 'bigint unsigned',
            exact: 'decimal(30,10)', ratio: 'double', short_ratio: 'float', raw: 'longblob', day: 'date', clock: 'time(6)', stamp: 'datetime(6)',
            moment: 'timestamp(6) null', doc: 'json', bits: 'bit(20)', fixed: 'binary(12)', word: "enum('a', 'b,c', 'é\"😀')", flags: "set('x', 'y', 'z')"]

    static final Map<String, String> SHARED = [
            id: 'int primary key', words: 'TEXT', brief: 'varchar(12)', small: 'smallint', whole: 'int', large: 'bigint', exact: 'decimal(30,10)',
            ratio: 'DOUBLE', raw: 'BYTES', day: 'date', clock: 'TIME', stamp: 'STAMP']

    def "#from to #to in #shape: #rows rows by chance come back as they went in"() {
        given:
        def random = new Random(seed)
        def columns = from != to ? SHARED : from == 'postgresql' ? POSTGRESQL : MARIADB
        def source = database(from, table(from, columns))
        def target = database(to, table(to, columns))
        fill(source, from, columns, random, from != to)

        when:
        done("${declared('main', source)}\nexport 'main', to: '$folder/out'$options")
        done("${declared('main', target)}\nimport('main', from: '$folder/out')")

        then:
        def before = texts(source, columns)
        def after = texts(target, columns)
        before.size() == ROWS
        [before, after].transpose().every { was, now -> assert now == was: "seed $seed"; true }
        after.size() == ROWS

        where:
        [from, to, shape] << [['postgresql', 'mariadb'], ['postgresql', 'mariadb'], ['a folder', "Pod's file"]].combinations()
        options = shape == 'a folder' ? '' : ", format: 'pod'"
        rows = ROWS
        seed = System.nanoTime()
    }

    private static String table(String system, Map<String, String> columns) {
        def own = system == 'postgresql'
                ? [TEXT: 'text', DOUBLE: 'float8', BYTES: 'bytea', TIME: 'time', STAMP: 'timestamp']
                : [TEXT: 'longtext', DOUBLE: 'double', BYTES: 'longblob', TIME: 'time(6)', STAMP: 'datetime(6)']
        "create table t (${columns.collect { name, type -> "$name ${own.getOrDefault(type, type)}" }.join(', ')})"
    }

    private static void fill(source, String system, Map<String, String> columns, Random random, boolean shared) {
        server(source).connect(source).withCloseable { connection ->
            if (system == 'mariadb') {
                connection.createStatement().execute("set session time_zone = '+00:00'")
            }
            def places = columns.collect { name, type -> system == 'postgresql' && name != 'raw' ? "cast(? as ${cast(type)})" : '?' }
            def insert = connection.prepareStatement("insert into t values (${places.join(', ')})")
            (1..ROWS).each { row ->
                columns.eachWithIndex { name, type, at ->
                    def value = name == 'id' ? row as String : random.nextInt(8) == 0 ? null : value(name, system, shared, random)
                    value instanceof byte[] || value == null && name in ['raw', 'fixed'] ? insert.setBytes(at + 1, value as byte[]) : insert.setString(at + 1, value as String)
                }
                insert.executeUpdate()
            }
        }
    }

    private static String cast(String type) {
        [TEXT: 'text', DOUBLE: 'float8', TIME: 'time', STAMP: 'timestamp'].getOrDefault(type, type).replace(' primary key', '')
    }

    private static Object value(String column, String system, boolean shared, Random random) {
        def one = { List from -> from[random.nextInt(from.size())] }
        def digits = { int most -> (0..random.nextInt(most)).collect { random.nextInt(10) }.join('') }
        switch (column) {
            case 'words': return text(random, system, shared)
            case ['brief', 'padded']: return text(random, system, shared).codePoints().limit(12).toArray().collect { Character.toString(it as int) }.join('')
            case 'tiny': return one([-128, 127, 0, 5])
            case 'small': return system == 'mariadb' && !shared ? one([0, 65535, 7]) : one([-32768, 32767, 0, random.nextInt(1000)])
            case 'whole': return one([Integer.MIN_VALUE, Integer.MAX_VALUE, 0, random.nextInt()])
            case 'large': return system == 'mariadb' && !shared ? one(['18446744073709551615', '0', '9007199254740993'])
                    : one([Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53, (1L << 53) + 1, random.nextLong()])
            case 'exact': return one(['', '-']) + digits(19) + '.' + digits(9)
            case 'any_': return one(['NaN', '1e-40', '123456789012345678901234567890.000', '-0.10', digits(30)])
            case 'ratio': return one([Double.MAX_VALUE, -Double.MIN_NORMAL, 0.1d, random.nextDouble()] + (system == 'mariadb' || shared ? [] : ['NaN', '-Infinity', Double.MIN_VALUE]))
            case 'short_ratio': return one([3.4e38f, 0.1f, 16777216f, random.nextFloat()])
            case 'truth': return random.nextBoolean()
            case ['raw', 'fixed']:
                def bytes = new byte[random.nextInt(12)]
                random.nextBytes(bytes)
                return bytes
            case 'day': return one(['0001-01-01', '9999-12-31', '2024-02-29'] + (shared ? [] : system == 'mariadb' ? ['1000-01-01'] : ['infinity', '0044-03-15 BC', '5874897-12-31']))
            case 'clock': return one(['00:00:00', '23:59:59.999999', '12:34:56.5'] + (shared ? [] : system == 'mariadb' ? ['838:59:59.999999', '-838:59:59'] : ['24:00:00']))
            case 'stamp': return one(['1000-01-01 00:00:00.000001', '9999-12-31 23:59:59.999999', '2024-03-31 02:30:00'] + (shared || system == 'mariadb' ? [] : ['-infinity', '294276-12-31 23:59:59.999999']))
            case 'moment': return one(['1970-01-02 00:00:00', '2037-12-31 23:59:59.999999', '2024-03-31 02:30:00'])
            case 'span': return one(['178000000 years', '-5 mons 3 days -04:05:06.000001', '0', '1 year'])
            case 'own': return UUID.randomUUID()
            case 'doc': return one(['{"a": 1, "b": [null, "x\\u00e9\\\\ \\"q\\""]}', '[]', '"t\\n"', '1e5', 'null'])
            case 'tree': return one(['{"a": 1, "b": [null, "xé\\\\ \\"q\\""]}', '[]', '1.50'])
            case 'many': return '{' + (0..<random.nextInt(4)).collect { one(['NULL', '"NULL"', '""', '"' + text(random, system, true).replace('\\', '\\\\').replace('"', '\\"') + '"']) }.join(',') + '}'
            case 'counts': return one(['{}', '{1,NULL,-2147483648}', '{{1,2},{3,4}}', '[0:1]={1,2}'].take(3))
            case 'bits': return system == 'mariadb' ? [random.nextInt(16), random.nextInt(256), random.nextInt(256)] as byte[] : one(['', '1', '10101010101010101010'])
            case 'net': return one(['10.0.0.1', '10.0.0.0/8', '::1', 'fe80::1/64'])
            case 'word': return one(['a', 'b,c', 'é"😀'])
            case 'flags': return one(['', 'x', 'x,z', 'x,y,z'])
        }
        throw new IllegalArgumentException(column)
    }

    /** PostgreSQL knows no NUL in a text. */
    private static String text(Random random, String system, boolean shared) {
        def text = RowParserSpec.text(random)
        system == 'postgresql' || shared ? text.replace(NUL, '') : text
    }

    /** The rows past Belay, each cell as the server tells it. */
    private static List<List<String>> texts(database, Map<String, String> columns) {
        server(database).connect(database).withCloseable { connection ->
            boolean postgresql = database.product().name() == 'POSTGRESQL'
            connection.createStatement().execute(postgresql ? "set time zone 'UTC'" : "set session time_zone = '+00:00'")
            def told = columns.keySet().collect {
                it in ['raw', 'fixed', 'bits'] ? (postgresql ? (it == 'bits' ? "$it::text" : "encode($it, 'hex')") : "lower(hex($it))")
                        : it == 'ratio' ? it : it in ['clock', 'stamp'] && postgresql && columns.is(SHARED) ? "to_char($it, '${it == 'stamp' ? 'YYYY-MM-DD ' : ''}HH24:MI:SS.US')"
                        : postgresql ? "$it::text" : "cast($it as char)"
            }
            def rows = connection.createStatement().executeQuery("select ${told.join(', ')} from t order by t.id")
            def all = []
            while (rows.next()) {
                all << (1..columns.size()).collect { cell(rows, it, columns.keySet()[it - 1]) }
            }
            all
        }
    }

    private static String cell(ResultSet rows, int at, String column) {
        column == 'ratio' ? (rows.getObject(at) == null ? null : Double.toString(rows.getDouble(at))) : rows.getString(at)
    }
}
