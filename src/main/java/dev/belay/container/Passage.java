package dev.belay.container;

import dev.belay.host.Host;
import dev.belay.host.Pipe;
import java.util.List;
import java.util.Map;

/**
 * A connection to a server from within a container, which needs no port that the container publishes: a process in it passes standard
 * input and output on. Images of servers hold no program made for that, but nearly all hold bash, which connects by itself; the
 * official ones of PostgreSQL and MariaDB do, those on Alpine too, since their entrypoint is a script for it. Where it is missing,
 * BusyBox's nc does the same.
 *
 * <p>In bash the process becomes {@code cat}, so that it ends, and its output, when the server ends the connection; a second one ends it
 * when this side does. A killed {@code docker exec} leaves its process behind, but closes its input, which ends both.
 *
 * @param container in which it runs
 * @param host of the server, as the container sees it
 * @param port of the server
 */
public record Passage(Container container, String host, int port) {

    private static final String WITHOUT = "in it is neither bash nor nc, through which it could be reached";

    private static final String RELAY = """
            if command -v bash > /dev/null; then
                exec bash -c 'exec 3<> "/dev/tcp/$1/$2" 4<&0 || exit 1
                    { cat <&4 >&3; kill $$; } > /dev/null 2>&1 &
                    exec cat <&3 4<&-' relay "$1" "$2"
            elif command -v nc > /dev/null; then
                exec nc "$1" "$2"
            else
                echo 'WITHOUT' >&2
                exit 127
            fi
            """.replace("WITHOUT", WITHOUT);

    /**
     * Connects.
     *
     * @param place of the container
     */
    public Pipe open(Host machine, Container.Place place) {
        return machine.through(
                container.exec(place, Map.of(), List.of("sh", "-c", RELAY, "relay", host, String.valueOf(port))));
    }
}
