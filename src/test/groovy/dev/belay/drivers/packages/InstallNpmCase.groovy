package dev.belay.drivers.packages

import dev.belay.drivers.conformance.ConformanceCase

/** Derives from the checkout: an undo does it again once that went back. */
class InstallNpmCase extends ConformanceCase {

    protected String tool() {
        'npm'
    }

    @Override
    String form() {
        "install ${tool()}"
    }

    @Override
    void prepare() {
        locked.prepare()
    }

    @Override
    String before() {
        "checkout '$world/app', tag: '2.0'"
    }

    @Override
    String line() {
        locked.line()
    }

    @Override
    Object look() {
        locked.installed()
    }

    @Override
    List<String> badLines() {
        [
            "install ${tool()}: '$world', path: ['$world/bin']",
            "install ${tool()}: '$world/none', path: ['$world/bin']",
            "install ${tool()}: '$world/app', editable: true",
            "install ${tool()}: ['a', 'b']",
        ]
    }

    protected LockedWorld getLocked() {
        new LockedWorld(world, tool())
    }
}
