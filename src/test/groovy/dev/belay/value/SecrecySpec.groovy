package dev.belay.value

import spock.lang.Specification

/** What a preview hides of a settings file, although no secret was declared. */
class SecrecySpec extends Specification {

    def "what is nobody's business is hidden: the key #key"() {
        expect:
        Secrecy.looksSecret(key)

        where:
        key << ['DB_PASSWORD', 'pwd', 'MYSQL_PWD', 'SENTRY_DSN', 'auth', 'BASIC_AUTH', 'oauth.client', 'AWS_CREDENTIALS', 'privateKey',
                'session.salt', 'PASSPHRASE', 'api_key', 'secretKeyBase', 'github.token', 'Service.MYSQL_PASS', 'webhook_url']
    }

    def "what everybody may see is shown: the key #key"() {
        expect:
        !Secrecy.looksSecret(key)

        where:
        key << ['DB_HOST', 'author', 'DEBUG', 'database.url', 'port', 'colour']
    }

    def "a password in a value is hidden: #value"() {
        expect:
        Secrecy.shown(value) == shown

        where:
        value                                                  || shown
        'postgres://joe:geheim@db/app'                         || 'postgres://joe:***@db/app'
        'redis://:geheim@cache:6379/0'                         || 'redis://:***@cache:6379/0'
        'amqp://joe:ge@he:im@queue'                            || 'amqp://joe:***@queue'
        'postgresql://db/app?user=joe&password=geheim&ssl=on'  || 'postgresql://db/app?user=joe&password=***&ssl=on'
        'host=db user=joe password=geheim sslmode=off'         || 'host=db user=joe password=*** sslmode=off'
        "host=db password='ge heim' x=1"                       || 'host=db password=*** x=1'
        'Server=db;User=joe;Pwd=geheim;'                       || 'Server=db;User=joe;Pwd=***;'
        'https://example.org/a:b'                              || 'https://example.org/a:b'
        'two\nlines'                                           || 'two\\nlines'
        ''                                                     || "''"
    }
}
