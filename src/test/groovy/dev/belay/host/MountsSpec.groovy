package dev.belay.host

import spock.lang.Specification

class MountsSpec extends Specification {

    def "the kernel's lines tell where something is mounted"() {
        expect:
        Mounts.of(LINES) == ['/', '/mnt/nas share', '/srv/data']
    }

    def "this machine has its root mounted"() {
        expect:
        new LocalHost(Secrets.undeclared()).mounts().containsAll(['/', '/proc'])
    }

    static final String LINES = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
95 22 0:52 / /mnt/nas\\040share rw,relatime shared:53 - nfs4 nas:/share rw,vers=4.2
96 22 0:53 / /net rw,relatime shared:54 - autofs systemd-1 rw,fd=29
97 22 8:1 /var/data /srv/data rw,relatime shared:1 - ext4 /dev/sda1 rw
97 22 8:1 /var/more /srv/data rw,relatime shared:1 - ext4 /dev/sda1 rw
"""
}
