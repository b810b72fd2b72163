package dev.belay.script

import dev.belay.catalog.Catalog
import dev.belay.driver.Driver
import dev.belay.driver.Drivers
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification

/** The upgrades in {@code scripts/} are accepted as they stand by the catalogue of all drivers. */
class AcceptedScriptsSpec extends Specification {

    @Shared Catalog catalog = new Drivers(ServiceLoader.load(Driver).toList()).catalog()

    def "#script has #steps steps#on"() {
        when:
        def plan = Scripts.load(
                Path.of('scripts', script), Optional.ofNullable(site).map { Path.of('scripts', it) }, parameters, catalog, { Optional.empty() })

        then:
        plan.steps().size() == steps
        plan.steps()*.id().unique().size() == steps
        plan.installed().present

        where:
        script                    | site                     | parameters                    || steps
        'nextgisweb/4.4.0.groovy' | null                     | [:]                           || 13
        'nextgisweb/4.4.0.groovy' | 'nextgisweb/site.groovy' | [:]                           || 16
        'nextgisweb/3.7.0.groovy' | null                     | [baseline: '2020-01-01-a.sql'] || 14
        'mmgis/4.0.0.groovy'      | null                     | [:]                           || 30
        'mmgis/4.0.0.groovy'      | 'mmgis/site.groovy'      | [:]                           || 31
        'mmgis/4.0.0.groovy'      | null                     | [docker: 'true', stac: 'true'] || 33
        'esup-pod/4.0.0.groovy'   | null                     | [:]                           || 14
        'esup-pod/4.0.0.groovy'   | null                     | [createDB: 'true', onlyTags: 'true'] || 16
        'esup-pod/4.0.0.groovy'   | 'esup-pod/site.groovy'   | [:]                           || 14
        'esup-pod/4.0.0.groovy'   | null                     | [podFile: '/srv/v3.json']     || 10
        'netbox/3.7.8.groovy'     | 'netbox/site.groovy'     | [:]                           || 22
        'netbox/4.0.11.groovy'    | 'netbox/site.groovy'     | [:]                           || 23
        'nextcloud/30.0.10.groovy' | 'nextcloud/site.groovy'  | [:]                           || 18
        'nextcloud/31.0.4.groovy' | 'nextcloud/site.groovy'  | [:]                           || 18
        'peertube/7.0.1.groovy'   | 'peertube/site.groovy'   | [:]                           || 13
        'redmine/6.0.4.groovy'    | 'redmine/site.groovy'    | [:]                           || 18
        'gitlab/16.7.10.groovy'   | 'gitlab/site.groovy'     | [:]                           || 10
        'gitlab/17.3.7.groovy'    | 'gitlab/site.groovy'     | [:]                           || 10
        'keycloak/26.4.7.groovy'  | null                     | [:]                           || 13
        on = site ? ' on its site' : ''
    }
}
