package dev.belay.drivers.packages

import dev.belay.drivers.conformance.ConformanceCase

class InstallPipCase extends ConformanceCase {

    @Override
    boolean here() {
        PythonWorld.here()
    }

    @Override
    String form() {
        'install pip'
    }

    @Override
    void prepare() {
        python.environment()
                .wheel('shop', '1.0').wheel('shop', '2.0', 'lib').wheel('lib', '1.5').wheel('other', '1.0')
                .has('shop==1.0', 'other')
    }

    @Override
    String line() {
        "install pip: ['shop==2.0'], venv: '$world/env', $python.env"
    }

    @Override
    Object look() {
        python.installed()
    }

    @Override
    List<String> badLines() {
        [
            "install pip: 'shop==2.0', venv: '$world/env'",
            "install pip: ['--index-url=http://localhost'], venv: '$world/env'",
            "install pip: [], venv: '$world/env'",
            "install pip: ['shop'], editable: true, venv: '$world/env'",
            "install pip: '$world/none', editable: true, venv: '$world/env'",
            "install pip: '$world', requirements: 'none.txt', venv: '$world/env'",
            "install pip: '$world', requirements: 'none.txt', editable: true, venv: '$world/env'",
            "install pip: ['shop'], venv: '$world/wheels'",
        ]
    }

    protected PythonWorld getPython() {
        new PythonWorld(world)
    }
}
