package dev.belay.drivers.packages

import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest

/** The real apt and dpkg, on a root and an archive of their own, so that the machine's packages are not touched. */
class DebianWorld {

    final Path folder

    DebianWorld(Path folder) {
        this.folder = folder
    }

    /** True where this machine has apt, and may run it. */
    static boolean here() {
        System.getProperty('user.name') == 'root' && ['apt-get', 'dpkg-deb', 'dpkg-query'].every { new File("/usr/bin/$it").canExecute() }
    }

    /** What steps need to work on that root. */
    String getEnv() {
        "env: [APT_CONFIG: '$folder/apt.conf', DPKG_ROOT: '$folder/root', DPKG_ADMINDIR: '$folder/root/var/lib/dpkg']"
    }

    /** An empty root, and an empty archive. */
    DebianWorld prepare() {
        ['root/var/lib/dpkg/info', 'root/var/lib/dpkg/updates', 'root/var/lib/dpkg/triggers', 'root/var/lib/apt/lists/partial',
         'root/var/cache/apt/archives/partial', 'root/var/log/apt', 'root/etc/apt/preferences.d', 'repo'].each {
            Files.createDirectories(folder.resolve(it))
        }
        Files.writeString(folder.resolve('root/var/lib/dpkg/status'), '')
        Files.writeString(folder.resolve('root/etc/apt/sources.list'), "deb [trusted=yes] file:${escaped('repo')} ./\n")
        Files.writeString(folder.resolve('apt.conf'), """
            Dir "$folder/root";
            Dir::State::status "$folder/root/var/lib/dpkg/status";
            Dir::Etc::main "/dev/null";
            Dir::Etc::parts "/dev/null/";
            APT::Sandbox::User "root";
            Acquire::Languages "none";
            DPkg::Options { "--root=$folder/root"; };
            """.stripIndent())
        this
    }

    /** A package of the archive; {@code more} are further lines of its control file. */
    DebianWorld deb(String name, String version, String... more) {
        Path build = folder.resolve('build')
        Files.createDirectories(build.resolve('DEBIAN'))
        Files.createDirectories(build.resolve("usr/share/$name"))
        Files.writeString(build.resolve("usr/share/$name/version"), version)
        Files.createDirectories(build.resolve('etc'))
        Files.writeString(build.resolve("etc/${name}.conf"), "for $version\n")
        Files.writeString(build.resolve('DEBIAN/conffiles'), "/etc/${name}.conf\n")
        Files.writeString(build.resolve('DEBIAN/control'), "Package: $name\nVersion: $version\nArchitecture: all\n"
                + "Maintainer: A <a@example.org>\nDescription: a package\n" + more.collect { "$it\n" }.join(''))
        PythonWorld.must(['dpkg-deb', '--root-owner-group', '-Znone', '-b', build, folder.resolve("repo/${name}_${version}_all.deb")])
        PythonWorld.must(['rm', '-r', build])
        this
    }

    /** Takes a version out of the archive. */
    DebianWorld gone(String name, String version) {
        Files.delete(folder.resolve("repo/${name}_${version}_all.deb"))
        lists()
    }

    /** Writes the archive's index, and has apt fetch it. */
    DebianWorld lists() {
        String index = Files.list(folder.resolve('repo')).withCloseable { files ->
            files.findAll { it.toString().endsWith('.deb') }.sort().collect { deb ->
                String digest = MessageDigest.getInstance('SHA-256').digest(Files.readAllBytes(deb)).encodeHex()
                "${['dpkg-deb', '-f', deb.toString()].execute().text}Filename: ./${deb.fileName}\nSize: ${Files.size(deb)}\nSHA256: $digest\n"
            }.join('\n')
        }
        Files.writeString(folder.resolve('repo/Packages'), index)
        apt('update')
    }

    /** Installs as a person would. */
    DebianWorld has(String... words) {
        apt('install', *words)
    }

    private DebianWorld apt(String... words) {
        PythonWorld.must(['env', "APT_CONFIG=$folder/apt.conf", 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-y', '-q', *words])
        this
    }

    /** What is installed: name and version. */
    List<String> installed() {
        ['dpkg-query', "--admindir=$folder/root/var/lib/dpkg", '-W', '-f', '${db:Status-Status} ${Package} ${Version}\n'].execute()
                .text.readLines().findAll { it.startsWith('installed ') }.collect { it - 'installed ' }.sort()
    }

    private String escaped(String name) {
        folder.resolve(name).toString().replace(' ', '%20')
    }
}
