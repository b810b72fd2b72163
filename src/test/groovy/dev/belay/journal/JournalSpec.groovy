package dev.belay.journal

import static dev.belay.journal.Records.AT
import static dev.belay.journal.Records.decided
import static dev.belay.journal.Records.ended
import static dev.belay.journal.Records.intended
import static dev.belay.journal.Records.opened
import static dev.belay.journal.Records.shown

import dev.belay.plan.OnFailure
import dev.belay.plan.Plan
import dev.belay.plan.Samples
import dev.belay.value.Exit
import dev.belay.value.Failure
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import java.time.Duration
import spock.lang.IgnoreIf
import spock.lang.Specification
import spock.lang.TempDir

class JournalSpec extends Specification {

    static final Plan PLAN = Samples.plan('a', 'b')
    static final List<Entry> RECORDS = [intended('a'), ended('a', Outcome.DONE), intended('b'), ended('b', Outcome.FAILED)]

    @TempDir
    Path folder

    def "a record can be read by others as soon as it is appended"() {
        given:
        def run = StateFolder.at(folder).create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')
        def journal = run.open()

        expect:
        RECORDS.withIndex(2).every { record, count ->
            journal.append(record)
            assert run.entries().size() == count
            assert run.entries().last() == record
            assert run.read() == journal.state()
            true
        }

        cleanup:
        journal?.close()
    }

    def "the state that a journal adds up while it is written is the state that is read"() {
        given:
        def run = StateFolder.at(folder).create(shown(PLAN), OnFailure.ASK, 'anna@gis', '0.1.0')

        when:
        RECORDS.each { record -> run.open().withCloseable { it.append(record) } }

        then:
        run.open().withCloseable { it.state() } == run.read()
        run.read().opened().onFailure() == OnFailure.ASK
        run.read().step('b').get().status() == RunState.Status.FAILED
    }

    def "a record that cannot follow is refused before it is written"() {
        given:
        def run = StateFolder.at(folder).create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')
        def journal = run.open()

        when:
        journal.append(ended('a', Outcome.DONE))

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.DAMAGED
        run.entries().size() == 1

        when:
        journal.append(intended('a'))

        then:
        run.entries().size() == 2

        cleanup:
        journal?.close()
    }

    def "a journal that is cut off anywhere holds the whole records before the cut"() {
        given:
        def bytes = file([opened(PLAN)] + RECORDS)
        def ends = (0..<bytes.length).findAll { bytes[it] == '\n' as char as byte }

        expect:
        (0..bytes.length).every { int length ->
            def content = Chain.read('journal.jsonl', Arrays.copyOf(bytes, length))
            assert content.entries() == ([opened(PLAN)] + RECORDS).take(ends.count { it < length })
            true
        }
    }

    def "a torn record is cut off before the next one is written"() {
        given:
        def run = StateFolder.at(folder).create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')
        def file = run.path().resolve('journal.jsonl')
        Files.write(file, torn, StandardOpenOption.APPEND)

        when:
        def read = run.entries().size()
        def journal = run.open()
        journal.append(decided('a'))
        journal.close()

        then:
        read == 1
        run.entries().drop(1) == [decided('a')]

        where:
        torn << ['{"seq":2', '{"seq":2,"type":"decided"}', '{"seq":2\0\0\0', '\0\0\0\0', '\0\0\0"}\n'].collect { it.bytes }
    }

    def "a journal in which a single byte differs is refused, or is what it was up to the last record"() {
        given:
        def records = [opened(PLAN)] + RECORDS.take(2)
        def bytes = file(records)
        int last = bytes.length - lines(bytes).last().length

        expect:
        (0..<bytes.length).every { int at ->
            [0x01, 0x20, 0x80, bytes[at], 0x0a ^ bytes[at]].findAll { (it & 0xff) != 0 }.each { flip ->
                def changed = bytes.clone()
                changed[at] = (byte) (changed[at] ^ flip)
                def entries = entriesOrRefusal(changed)
                assert entries == null || (at >= last && entries == records.take(2))
            }
            true
        }
    }

    def "a journal is refused where #what, with the line"() {
        when:
        Chain.read('/srv/journal.jsonl', bytes)

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.DAMAGED
        failure.message().startsWith("/srv/journal.jsonl:$line: ")
        !failure.remedies().empty

        where:
        what                              | line | bytes
        'the first line is missing'       | 1    | tampered { it.drop(1) }
        'a line in the middle is missing' | 3    | tampered { it[0, 1, 3, 4] }
        'two lines are swapped'           | 2    | tampered { it[0, 2, 1, 3, 4] }
        'a line is there twice'           | 3    | tampered { it[0, 1, 1, 2, 3, 4] }
        'there is an empty line'          | 3    | tampered { it[0, 1] + ['\n'.bytes] + it[2, 3, 4] }
        'there is garbage'                | 3    | tampered { it[0, 1] + ['hello\n'.bytes] + it[2, 3, 4] }
        'a line in the middle is torn'    | 2    | tampered { [it[0], it[1][0..<40] as byte[], *it[2, 3, 4]] }
        'a line in the middle has a hole' | 2    | tampered { [it[0], new byte[it[1].length - 1], '\n'.bytes, *it[2, 3, 4]] }
        'the last end of line was changed' | 5   | tampered { it[0..3] + [new String(it[4]).replace('\n', 'x').bytes] }
        'an end of line was zeroed'       | 4    | tampered { it[0..2] + [new String(it[3]).replace('\n', '\0').bytes, it[4]] }
        'the last record was changed'     | 5    | tampered { it[0..3] + [new String(it[4]).replace('failed', 'done').bytes] }
        'a line of another journal follows' | 3  | tampered { it[0, 1] + [lines(file([opened(PLAN, 'other')] + RECORDS))[2]] }
        'a number is left out'            | 2    | numbered([1, 3])
        'it begins with another number'   | 1    | numbered([2])
    }

    def "a journal that is the journal of another run, or of another plan, is refused"() {
        given:
        def site = StateFolder.at(folder)
        def run = site.create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')

        when:
        change(run)
        site.runs()[0].read()

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.DAMAGED
        failure.message().contains(what)

        where:
        what                                            | change
        'is the journal of another run: app-7f3a'       | { Files.move(it.path(), it.path().resolveSibling('app-7f3b')) }
        'is not the plan that the journal began with'   | { Files.write(it.path().resolve('plan.json'), dev.belay.plan.PreviewJson.write(shown(Samples.plan('a')))) }
        'it was changed after it was saved'             | { it.path().resolve('plan.json').with { file -> Files.writeString(file, Files.readString(file).replace('"sh"', '"rm"')) } }
        'plan.json cannot be read'                      | { Files.delete(it.path().resolve('plan.json')) }
        'journal.jsonl cannot be read'                  | { Files.delete(it.path().resolve('journal.jsonl')) }
        'its first record is missing'                   | { Files.writeString(it.path().resolve('journal.jsonl'), '') }
    }

    def "two writers are noticed before they harm"() {
        given:
        def run = StateFolder.at(folder).create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')
        def journal = run.open()
        run.open().withCloseable { it.append(intended('a')) }

        when:
        journal.append(intended('b'))

        then:
        def failure = thrown(Failure)
        failure.message().contains('somebody else writes to it')
        run.entries().size() == 2

        cleanup:
        journal?.close()
    }

    def "on a full disk an outcome is still written, from the reserve; a step does not begin any more (#room bytes left)"() {
        given:
        def disk = new ForgetfulStorage()
        def run = new StateFolder(Path.of('/site'), disk).create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')
        def journal = run.open()
        journal.append(intended('a'))

        when: 'the disk fills up while the step runs'
        disk.capacity = disk.used() + room
        journal.append(ended('a', Outcome.FAILED))

        then:
        run.entries().last() == ended('a', Outcome.FAILED)

        when:
        disk.capacity = disk.used() + room
        journal.append(intended('a', 2))

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.FAILED
        failure.message().contains('there is no space')
        failure.remedies() == ['free some space on its disk, then: belay resume app-7f3a']
        run.entries().last() == ended('a', Outcome.FAILED)

        when: 'there is space again'
        disk.capacity = Long.MAX_VALUE
        journal.append(intended('a', 2))

        then:
        run.entries().last() == intended('a', 2)

        where:
        room << [0, 1, 100]
    }

    def "a record that fits nowhere leaves no half of it, and the journal goes on once there is space (#room bytes left)"() {
        given:
        def disk = new ForgetfulStorage()
        def run = new StateFolder(Path.of('/site'), disk).create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')
        def journal = run.open()
        def large = new Entry.Decided(AT, 'anna', '', 'confirm', 'x' * (Reserve.SIZE + 1000))
        disk.capacity = disk.used() + room

        when:
        journal.append(large)

        then:
        def failure = thrown(Failure)
        failure.message().contains('No space left on device')
        run.entries().size() == 1

        when:
        journal.append(decided('b'))

        then:
        run.entries().drop(1) == [decided('b')]

        where:
        room << [0, 1, 100]
    }

    @IgnoreIf({ !Tmpfs.available() })
    def "a real disk that is full"() {
        given:
        def disk = Tmpfs.mounted(folder, '3m')
        def run = StateFolder.at(disk.path.resolve('site')).create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')
        def journal = run.open()
        def wordy = new Entry.Ended(AT, 'a', 1, 'a-1', Outcome.FAILED, 'x' * 10_000, [], Optional.empty(), [], [], false, Duration.ZERO)
        journal.append(intended('a'))

        when:
        disk.fill()
        journal.append(wordy)

        then:
        run.entries().last() == wordy

        when:
        disk.fill()
        journal.append(intended('a', 2))

        then:
        thrown(Failure)
        run.entries().size() == 3

        when: 'another operator takes the run, and closes it, on the full disk'
        journal.close()
        def lock = SiteLock.take(StateFolder.at(disk.path.resolve('site')), 'ben@gis', run.id(), 'abandon')
        journal = run.open()
        journal.append(new Entry.Abandoned(AT, 'ben@gis', 'the disk is full'))

        then:
        run.read().standing() == RunState.Standing.ABANDONED

        cleanup:
        lock?.close()
        journal?.close()
        disk?.close()
    }

    def "a closed run holds nothing in reserve"() {
        given:
        def run = StateFolder.at(folder).create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')
        def reserve = run.path().resolve('reserve')

        expect:
        Files.size(reserve) == Reserve.SIZE

        when:
        run.open().withCloseable { it.append(new Entry.Accepted(AT, 'anna')) }

        then:
        !Files.exists(reserve)
    }

    def "an interrupted thread can still write"() {
        given:
        def run = StateFolder.at(folder).create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')
        def journal = run.open()

        when:
        Thread.currentThread().interrupt()
        RECORDS.each { journal.append(it) }
        boolean interrupted = Thread.interrupted()

        then:
        interrupted
        run.entries().drop(1) == RECORDS

        cleanup:
        Thread.interrupted()
        journal?.close()
    }

    private static byte[] file(List<Entry> entries) {
        def chain = Chain.START
        def out = new ByteArrayOutputStream()
        entries.each {
            def link = chain.link(it)
            out.write(link.bytes())
            chain = link.chain()
        }
        out.toByteArray()
    }

    private static List<byte[]> lines(byte[] bytes) {
        new String(bytes, 'UTF-8').split('(?<=\n)').collect { it.getBytes('UTF-8') }
    }

    private static byte[] tampered(Closure<List<byte[]>> change) {
        def out = new ByteArrayOutputStream()
        change(lines(file([opened(PLAN)] + RECORDS))).each { out.write(it as byte[]) }
        out.toByteArray()
    }

    /** A journal whose hashes are right and whose numbers are these. */
    private static byte[] numbered(List<Integer> numbers) {
        def hash = Chain.START.hash()
        def out = new ByteArrayOutputStream()
        numbers.each {
            def link = new Chain(it - 1, hash).link(opened(PLAN))
            out.write(link.bytes())
            hash = link.chain().hash()
        }
        out.toByteArray()
    }

    private static List<Entry> entriesOrRefusal(byte[] bytes) {
        try {
            Chain.read('journal.jsonl', bytes).entries()
        } catch (Failure failure) {
            assert failure.exit() == Exit.DAMAGED
            null
        }
    }
}
