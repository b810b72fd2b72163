package dev.belay.journal

import dev.belay.value.Exit
import dev.belay.value.Failure
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SiteLockSpec extends Specification {

    @TempDir
    Path folder

    StateFolder site

    def setup() {
        site = StateFolder.at(folder.resolve('site'))
    }

    def "a lock is held by one, who is named, until it is given back"() {
        given:
        def lock = SiteLock.take(site, 'anna@gis', 'app-7f3a', 'run')

        when:
        def holder = SiteLock.holder(site).get()

        then:
        holder.by() == 'anna@gis'
        holder.pid() == ProcessHandle.current().pid()
        holder.run() == 'app-7f3a'
        holder.command() == 'run'

        when:
        SiteLock.take(site, 'ben@gis', '', 'undo')

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.BLOCKED
        failure.message().startsWith('the site is locked by belay run app-7f3a of anna@gis, process ')

        when:
        lock.close()
        lock.close()

        then:
        SiteLock.holder(site).empty

        when:
        def next = SiteLock.take(site, 'ben@gis', '', 'undo')

        then:
        next.died().empty

        cleanup:
        next?.close()
    }

    def "nobody holds the lock of a site without a state, and asking makes none"() {
        expect:
        SiteLock.holder(site).empty
        !Files.exists(site.path())
    }

    def "threads of one process are kept apart"() {
        given:
        def threads = 8
        def pool = Executors.newFixedThreadPool(threads)
        def together = new CyclicBarrier(threads)

        when:
        def taken = (1..threads).collect {
            pool.submit({
                together.await()
                try {
                    SiteLock.take(site, 'anna@gis', '', 'run')
                } catch (Failure failure) {
                    null
                }
            } as Callable)
        }*.get()

        then:
        taken.count { it != null } == 1
        !otherTakes()

        cleanup:
        taken?.each { it?.close() }
        pool?.shutdown()
    }

    def "asking in vain for a lock that this process holds does not give it away to another process"() {
        given:
        def lock = SiteLock.take(site, 'anna@gis', '', 'run')

        when:
        SiteLock.holder(site)
        try {
            SiteLock.take(site, 'anna@gis', '', 'run')
        } catch (Failure expected) {
            assert expected.exit() == Exit.BLOCKED
        }

        then:
        !otherTakes()

        cleanup:
        lock?.close()
    }

    def "a lock of another process is respected, and dies with it"() {
        given:
        def other = start('hold')
        assert other.inputStream.newReader().readLine() == 'taken'

        expect:
        SiteLock.holder(site).get().pid() == other.pid()

        when:
        SiteLock.take(site, 'ben@gis', '', 'run')

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.BLOCKED
        failure.message().contains("belay run other-0001 of other@gis, process ${other.pid()}")

        when: 'SIGKILL'
        other.destroyForcibly().waitFor()
        def lock = SiteLock.take(site, 'ben@gis', '', 'resume')

        then:
        lock.died().get().pid() == other.pid()
        lock.died().get().run() == 'other-0001'
        SiteLock.holder(site).get().by() == 'ben@gis'

        cleanup:
        other?.destroyForcibly()
        lock?.close()
    }

    private boolean otherTakes() {
        def other = start('try')
        other.outputStream.close()
        other.inputStream.newReader().readLine() == 'taken'
    }

    private Process start(String what) {
        new ProcessBuilder(ProcessHandle.current().info().command().get(), '-XX:+UseSerialGC', '-Xshare:auto', '-cp', System.getProperty('java.class.path'),
            LockHolder.name, site.path().toString(), what).redirectError(ProcessBuilder.Redirect.INHERIT).start()
    }
}
