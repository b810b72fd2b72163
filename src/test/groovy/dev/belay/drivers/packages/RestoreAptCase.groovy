package dev.belay.drivers.packages

class RestoreAptCase extends InstallAptCase {

    @Override
    String form() {
        'restore apt'
    }

    @Override
    void prepare() {
        super.prepare()
        debian.has('shop=2.0')
    }

    @Override
    String line() {
        "restore apt: ['shop=1.0', 'lib-'], $debian.env"
    }

    @Override
    List<String> badLines() {
        [
            "restore apt: [], $debian.env",
            "restore apt: ['shop'], $debian.env",
            "restore apt: ['shop=0.1'], $debian.env",
            "restore apt: ['lib-'], $debian.env",
        ]
    }
}
