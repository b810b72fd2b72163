package dev.belay.testing

/**
 * A port of this machine for a service that is stopped and started: bound, but not listened at, so that nobody else gets it
 * meanwhile. A service that is asked at its own port need not be watched for a while before it counts as started.
 */
class Port implements AutoCloseable {

    private final Socket held = new Socket(reuseAddress: true)

    Port() {
        held.bind(new InetSocketAddress(InetAddress.loopbackAddress, 0))
    }

    int getNumber() {
        held.localPort
    }

    /** A program in Perl that accepts connections there, until it is stopped or the process of the specification is gone. */
    String getServer() {
        """\
        use IO::Socket::INET;
        my \$server = IO::Socket::INET->new(LocalAddr => '127.0.0.1:$number', Listen => 5, ReuseAddr => 1, Timeout => 1) or die;
        while (-e '/proc/${ProcessHandle.current().pid()}') { my \$asking = \$server->accept and close \$asking }
        """.stripIndent()
    }

    /** True where somebody accepts connections there. */
    boolean isServed() {
        try {
            new Socket(InetAddress.loopbackAddress, number).withCloseable { true }
        } catch (ConnectException nobody) {
            false
        }
    }

    @Override
    void close() {
        held.close()
    }
}
