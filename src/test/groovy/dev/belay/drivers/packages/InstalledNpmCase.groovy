package dev.belay.drivers.packages

import dev.belay.drivers.conformance.ConformanceCase

class InstalledNpmCase extends ConformanceCase {

    @Override
    String form() {
        'installed npm'
    }

    @Override
    void prepare() {
        put('node_modules/@a/blog/package.json', '{"name": "@a/blog", "version": "5.2.0"}')
        put('node_modules/broken/package.json', '{')
        put('node_modules/none/package.json', '{}')
    }

    @Override
    String line() {
        "installed npm: '@a/blog', dir: '$world'"
    }

    @Override
    List<String> badLines() {
        [
            "installed npm: 'blog', dir: '$world'",
            "installed npm: 'broken', dir: '$world'",
            "installed npm: 'none', dir: '$world'",
            "installed npm: '../x', dir: '$world'",
            "installed npm: '@a/blog'",
        ]
    }
}
