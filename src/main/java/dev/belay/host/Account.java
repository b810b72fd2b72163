package dev.belay.host;

import java.util.Optional;

/**
 * An account of the machine.
 *
 * @param name login name
 * @param uid its number
 * @param home its home folder
 * @param shell its login shell
 */
record Account(String name, int uid, String home, String shell) {

    /** Of a line of passwd(5); empty where the line is none. */
    static Optional<Account> of(String line) {
        String[] fields = line.split(":", -1);
        if (fields.length < 7 || !fields[2].matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return Optional.of(new Account(fields[0], Integer.parseInt(fields[2]), fields[5], fields[6]));
    }

    boolean isRoot() {
        return uid == 0;
    }
}
