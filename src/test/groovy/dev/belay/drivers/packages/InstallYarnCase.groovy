package dev.belay.drivers.packages

class InstallYarnCase extends InstallNpmCase {

    @Override
    protected String tool() {
        'yarn'
    }
}
