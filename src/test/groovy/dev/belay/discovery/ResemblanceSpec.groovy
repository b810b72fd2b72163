package dev.belay.discovery

import spock.lang.Specification

class ResemblanceSpec extends Specification {

    def "'#name' resembles '#application': #fits"() {
        expect:
        new Resemblance(application).fits(name) == fits

        where:
        application  | name                              || fits
        'nextgisweb' | 'nextgisweb.service'              || true
        'nextgisweb' | 'ngw.service'                     || true
        'nextgisweb' | 'ngw-maintenance.timer'           || true
        'nextgisweb' | '/home/ngw/package/nextgisweb'    || true
        'nextgisweb' | 'nextgisweb_qgis'                 || true
        'nextgisweb' | 'nginx.service'                   || false
        'nextgisweb' | 'networking.service'              || false
        'nextgisweb' | 'postgres'                        || false
        'esup-pod'   | 'pod.service'                     || true
        'esup-pod'   | 'podv4.service'                   || true
        'esup-pod'   | 'pod4'                            || true
        'esup-pod'   | 'podman.service'                  || true
        'esup-pod'   | 'cron.service'                    || false
        'mmgis'      | 'MMGIS.service'                   || true
        'mmgis'      | 'mmgis-stac'                      || true
        'mmgis'      | 'template1'                       || false
    }
}
