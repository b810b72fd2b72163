package dev.belay.drivers.source

import dev.belay.drivers.conformance.ConformanceCase
import dev.belay.testing.GitRepository

class CheckoutTagCase extends ConformanceCase {

    @Override
    String form() {
        'checkout tag'
    }

    @Override
    void prepare() {
        def app = GitRepository.init(world.resolve('app'))
        app.commit([VERSION: '1', old: 'old'], '1.0')
        app.commit([VERSION: '2', old: null, new: 'new'], '2.0')
        app.git('checkout', '-q', '-b', 'ours', '1.0')
    }

    @Override
    String line() {
        "checkout '$world/app', tag: '2.0'"
    }

    @Override
    Object look() {
        def app = new GitRepository(world.resolve('app'))
        def seen = app.look()
        seen[' HEAD'] = app.git('describe', '--tags')
        seen
    }

    @Override
    List<String> badLines() {
        [
            "checkout '$world/app', tag: '3.0'",
            "checkout '$world/app', tag: '--help'",
            "checkout '$world/app', tag: '../../x'",
            "checkout '$world/none', tag: '2.0'",
            "checkout '$world/app'",
            "checkout '$world/app', tag: '2.0', branch: 'main'",
            "checkout '$world/app', tagg: '2.0'",
        ]
    }
}
