package dev.belay.driver

import spock.lang.Specification

/** Which backups are of one kind and one application, so that the older ones of them may go. */
class RetentionSpec extends Specification {

    def "the application of the run #run in #folder is #application"() {
        expect:
        Retention.application(run, "/var/lib/belay/runs/$folder/kept/0123456789ab") == application

        where:
        run                       | folder           || application
        'shop-7f3a'               | 'shop-7f3a'      || 'shop'
        'shop-7f3a-1-2-0'         | 'shop-7f3a'      || 'shop'
        'shop-7f3a-2024-1-0'      | 'shop-7f3a'      || 'shop'
        'shop-2024-7f3a'          | 'shop-2024-7f3a' || 'shop-2024'
        'shop-2024-7f3a-2024-1-0' | 'shop-2024-7f3a' || 'shop-2024'
        'shop-7f3a-2024-1-0'      | 'elsewhere'      || 'shop'
    }

    def "a checksum and the name #name prove a backup of shop: #proven"() {
        expect:
        new Retention.Named('main-', '.dump').proves("${'0' * 64}  $name\n", name, 'shop') == proven

        where:
        name                           || proven
        'main-shop-7f3a.dump'          || true
        'main-shop-7f3a-1-2-0.dump'    || true
        'main-shop-7f3a-2024-1-0.dump' || false
        'main-shop-2024-7f3a.dump'     || false
        'other-shop-7f3a.dump'         || false
    }
}
