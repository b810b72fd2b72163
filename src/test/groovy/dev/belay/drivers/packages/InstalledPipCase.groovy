package dev.belay.drivers.packages

class InstalledPipCase extends InstallPipCase {

    @Override
    String form() {
        'installed pip'
    }

    @Override
    String line() {
        "installed pip: 'shop', venv: '$world/env'"
    }

    @Override
    Object look() {
        ''
    }

    @Override
    List<String> badLines() {
        [
            "installed pip: 'shopp', venv: '$world/env'",
            "installed pip: 'shop>1', venv: '$world/env'",
            "installed pip: 'shop', venv: '$world/none'",
        ]
    }
}
