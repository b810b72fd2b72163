package dev.belay.drivers.data.format

import java.util.concurrent.CountDownLatch
import spock.lang.Specification
import spock.lang.Timeout

/** Blocks are read as one stream, on a thread of its own. */
@Timeout(20)
class FeedSpec extends Specification {

    def "blocks of any size come in their order"() {
        given:
        def seen = new ByteArrayOutputStream()
        def feed = Feed.begin('feed', { it.transferTo(seen) })

        when:
        (1..20).each { feed.hand(block('x' * (it % 3) + it)) }
        feed.finish()

        then:
        seen.toString() == (1..20).collect { 'x' * (it % 3) + it }.join()
    }

    def "what the reader ends with is told to who hands over, and to who waits for it"() {
        given:
        def feed = Feed.begin('feed', { throw new IOException('gone') })

        when:
        act(feed)

        then:
        def told = thrown(IOException)
        told.message == 'gone'

        where:
        act << [{ it.finish() }, { each -> (1..100).each { each.hand(block("x")) } }]
    }

    def "a reader that ends early is told"() {
        given:
        def feed = Feed.begin('feed', { it.read() })

        when:
        (1..100).each { feed.hand(block('xy')) }

        then:
        def told = thrown(IOException)
        told.message == 'not all was read'
    }

    def "closing ends the stream where it is, and waits for its reader"() {
        given:
        def reads = new CountDownLatch(1)
        def ended = false
        def feed = Feed.begin('feed', {
            reads.countDown()
            it.readAllBytes()
            ended = true
        })

        when:
        reads.await()
        feed.close()

        then:
        ended
    }

    private static Bytes block(String text) {
        def bytes = new Bytes(1)
        bytes.add(text)
        bytes
    }
}
