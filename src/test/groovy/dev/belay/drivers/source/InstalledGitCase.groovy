package dev.belay.drivers.source

class InstalledGitCase extends CheckoutTagCase {

    @Override
    String form() {
        'installed git'
    }

    @Override
    String line() {
        "installed git: '$world/app'"
    }

    @Override
    List<String> badLines() {
        ["installed git: '$world/none'", "installed git: '$world'"]
    }
}
