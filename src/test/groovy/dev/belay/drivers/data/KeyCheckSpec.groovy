package dev.belay.drivers.data

import dev.belay.database.Database
import dev.belay.drivers.data.KeyCheck.Pass
import dev.belay.drivers.data.format.Column
import dev.belay.drivers.data.format.Kind
import dev.belay.drivers.data.format.Row
import dev.belay.drivers.data.format.Table
import spock.lang.Specification

/** Doubled keys and orphans are found with little memory: by numbers instead of cells, and in parts where there are too many. */
class KeyCheckSpec extends Specification {

    static final Column ID = new Column('id', 'bigint', new Kind.Whole(64, false), false, Optional.empty(), Column.Filling.NONE)
    static final Column PARENT = new Column('parent', 'bigint', new Kind.Whole(64, false), true, Optional.empty(), Column.Filling.NONE)
    static final Table TREE = new Table('tree', [ID, PARENT], ['id'], [['parent']], [new Table.Reference('up', ['parent'], 'tree', ['id'])])

    def "a set of numbers holds what was added, and nothing else"() {
        given:
        def random = new Random(7)
        def numbers = (1..5000).collect { random.nextInt(10) == 0 ? it as long : random.nextLong() } + [0L, -1L, Long.MIN_VALUE]
        def set = new LongSet(expected)
        def seen = [] as Set

        expect:
        (numbers + numbers.take(100)).every { set.add(it) == seen.add(it) }
        numbers.every { set.contains(it) }
        (1..5000).count { set.contains(random.nextLong()) } == 0
        set.size() == seen.size()

        when:
        set.clear()

        then:
        !numbers.any { set.contains(it) }

        where:
        expected << [0, 10_000]
    }

    def "a filter never takes a known number for new, and seldom a new one for known"() {
        given:
        def random = new Random(7)
        def filter = new BloomFilter(20_000)
        def numbers = (1..20_000).collect { random.nextLong() }

        expect:
        numbers.count { !filter.add(it) } < 1000
        !numbers.any { filter.add(it) }
    }

    def "where there are #rows rows they are looked at in #parts parts, and the same is told"() {
        given:
        def job = new Jobs.Job(TREE, Rule.plain('tree'))
        def plan = KeyPlan.of([job], new Contents.Held([tree: new Contents.Part(['id', 'parent'], rows)]), [TREE], true)
        def refusals = new Refusals(false)
        def check = new KeyCheck(plan, new Database('main', Database.Product.POSTGRESQL, new Database.Tcp('localhost', 1), 'x', 'x', Optional.empty()),
                Optional.empty(), true, refusals)
        def told = (1..1000).collect { [it, it + 1] } + [[500, null], [1001, 2], [2000, 4000]]

        when:
        plan.parts().times { part ->
            Pass.values().each { pass ->
                check.begin(pass, part)
                check.begin(TREE, [ID, PARENT])
                told.eachWithIndex { cells, i ->
                    check.numbers { i + 1 }
                    check.row(row(cells))
                }
                check.end()
            }
        }

        then:
        plan.parts() == parts
        refusals.lines() == ['row 1001 of tree, column id: 500 is in an earlier row, too', lines].flatten()

        where:
        rows       || parts
        1003       || 1
        10_000_000 || 3

        lines = ['row 1002 of tree, column parent: 2 is in an earlier row, too', 'row 1003 of tree, column parent: 4000 is in no row of tree']
    }

    private static Row row(List<Integer> cells) {
        def row = new Row(2)
        cells.each {
            if (it == null) {
                row.endNull()
            } else {
                row.next().add(it.toString())
                row.end(Row.Form.BARE)
            }
        }
        row
    }
}
