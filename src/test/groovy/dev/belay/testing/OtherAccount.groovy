package dev.belay.testing

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/** Another account than the one of the tests, and folders that belong to it; there is one only for root. */
class OtherAccount {

    static final String NAME = 'nobody'

    /** True where the tests run as root with runuser at hand; for {@code @Requires}. */
    static boolean isThere() {
        System.getProperty('user.name') == 'root' && ['/usr/sbin/runuser', '/sbin/runuser'].any { Files.isExecutable(Path.of(it)) }
    }

    /** A new folder that belongs to it, in the temporary folder of the machine. */
    static Path folder() {
        def folder = Files.createTempDirectory('belay-other')
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString('rwxr-xr-x'))
        give(folder)
    }

    /** Makes a file or folder its own. */
    static Path give(Path path) {
        Files.setOwner(path, path.fileSystem.userPrincipalLookupService.lookupPrincipalByName(NAME))
    }
}
