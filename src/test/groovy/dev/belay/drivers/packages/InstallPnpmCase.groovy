package dev.belay.drivers.packages

class InstallPnpmCase extends InstallNpmCase {

    @Override
    protected String tool() {
        'pnpm'
    }
}
