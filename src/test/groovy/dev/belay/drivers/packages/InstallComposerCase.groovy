package dev.belay.drivers.packages

/** Always done anew, for the loader of the classes. */
class InstallComposerCase extends InstallNpmCase {

    @Override
    protected String tool() {
        'composer'
    }

    @Override
    boolean settles() {
        false
    }
}
