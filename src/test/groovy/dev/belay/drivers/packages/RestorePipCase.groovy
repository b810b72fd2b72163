package dev.belay.drivers.packages

class RestorePipCase extends InstallPipCase {

    @Override
    String form() {
        'restore pip'
    }

    @Override
    String line() {
        "restore pip: ['pip', 'setuptools', 'shop==2.0', 'lib==1.5'], venv: '$world/env', $python.env"
    }

    @Override
    List<String> badLines() {
        [
            "restore pip: [], venv: '$world/env'",
            "restore pip: ['shop>=2'], venv: '$world/env'",
            "restore pip: ['shop'], venv: '$world/none'",
        ]
    }
}
