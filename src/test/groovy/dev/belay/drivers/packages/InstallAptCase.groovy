package dev.belay.drivers.packages

import dev.belay.drivers.conformance.ConformanceCase

class InstallAptCase extends ConformanceCase {

    @Override
    boolean here() {
        DebianWorld.here()
    }

    @Override
    String form() {
        'install apt'
    }

    @Override
    void prepare() {
        debian.prepare().deb('shop', '1.0').deb('shop', '2.0', 'Depends: lib').deb('lib', '1.5').deb('foe', '1.0', 'Conflicts: shop')
                .lists().has('shop=1.0')
    }

    @Override
    String line() {
        "install apt: ['shop=2.0'], $debian.env"
    }

    @Override
    Object look() {
        debian.installed()
    }

    @Override
    List<String> badLines() {
        [
            "install apt: [], $debian.env",
            "install apt: ['--purge'], $debian.env",
            "install apt: ['lib-'], $debian.env",
            "install apt: ['shop=3.0'], $debian.env",
            "install apt: ['none'], $debian.env",
            "install apt: ['foe'], $debian.env",
        ]
    }

    protected DebianWorld getDebian() {
        new DebianWorld(world)
    }
}
