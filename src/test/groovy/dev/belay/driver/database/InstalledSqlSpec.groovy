package dev.belay.driver.database

import dev.belay.value.Failure
import spock.lang.Specification

/** A preview asks this query of a script, so it must not be able to do anything but read (law 2). */
class InstalledSqlSpec extends Specification {

    def "is asked: #query"() {
        expect:
        InstalledSql.query(query) == query.strip()

        where:
        query << [
            'select version from schema_info',
            'SELECT max(version) FROM public.schema_migrations',
            "select value from mdl_config where name = 'release'",
            "select configvalue from oc_appconfig where appid = 'core' and configkey = 'installedversion'",
            'select `version` from "app"."releases" order by installed_at desc limit 1 ',
        ]
    }

    def "is refused: #query"() {
        when:
        InstalledSql.query(query)

        then:
        def failure = thrown(Failure)
        failure.message() == "installed sql: a preview does not run '$query'"
        !failure.remedies().empty

        where:
        query << [
            'select version()',
            'select pg_sleep(1) from a',
            "select nextval('a') from b",
            'select a from b; drop table b',
            'select a into c from b',
            "select a from b where c = 'd' or pg_terminate_backend(1)",
            "select a from b where c = 'd\\' or 1=1'",
            'select a from b for update',
            'delete from b',
            'with x as (delete from b returning a) select a from x',
            '',
        ]
    }
}
