package dev.belay.drivers.source

import dev.belay.testing.GitRepository

class CheckoutCommitCase extends CheckoutTagCase {

    @Override
    String form() {
        'checkout commit'
    }

    @Override
    void prepare() {
        super.prepare()
        put('app/VERSION', 'changed here')
    }

    /** With local changes, which are laid aside and come back. */
    @Override
    String line() {
        def app = new GitRepository(world.resolve('app'))
        "checkout '$world/app', commit: '${app.git('rev-parse', '2.0')}', force: true"
    }

    @Override
    List<String> badLines() {
        ["checkout '$world/app', commit: 'HEAD'", "checkout '$world/app', commit: '0000000000', force: true", "checkout '$world/app', commit: 12"]
    }
}
