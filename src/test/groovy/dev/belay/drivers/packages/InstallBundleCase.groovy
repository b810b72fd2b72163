package dev.belay.drivers.packages

/** Only bundle itself can tell that nothing is left to do. */
class InstallBundleCase extends InstallNpmCase {

    @Override
    protected String tool() {
        'bundle'
    }

    @Override
    boolean settles() {
        false
    }
}
