package dev.belay.drivers.source

class CheckoutBranchCase extends CheckoutTagCase {

    @Override
    String form() {
        'checkout branch'
    }

    @Override
    String line() {
        "checkout '$world/app', branch: 'main'"
    }

    @Override
    List<String> badLines() {
        ["checkout '$world/app', branch: 'none'", "checkout '$world/app', branch: '-f'", "checkout '$world/app', branch: ''"]
    }
}
