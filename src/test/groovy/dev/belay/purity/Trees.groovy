package dev.belay.purity

import java.nio.file.Files
import java.nio.file.LinkOption
import java.nio.file.Path
import java.security.MessageDigest

/** All that a folder holds: names, kinds, inodes, modes, owners, times of change, and a hash of what is in each file. */
class Trees {

    private final Path folder

    Trees(Path folder) {
        this.folder = folder
    }

    Map<String, String> look() {
        Files.walk(folder).withCloseable { paths ->
            paths.toList().collectEntries(new TreeMap()) { Path path -> [(folder.relativize(path).toString()): one(path)] }
        } as Map<String, String>
    }

    private static String one(Path path) {
        def seen = Files.readAttributes(path, 'unix:mode,ino,nlink,uid,gid,size,lastModifiedTime,ctime', LinkOption.NOFOLLOW_LINKS)
        def content = Files.isSymbolicLink(path) ? Files.readSymbolicLink(path)
                : Files.isRegularFile(path) ? MessageDigest.getInstance('SHA-256').digest(Files.readAllBytes(path)).encodeHex() : ''
        "${new TreeMap(seen)} $content"
    }
}
