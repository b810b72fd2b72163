package dev.belay.drivers.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of pip.
 *
 * @param told the packages that can be told
 * @param open whether there is more that only pip can tell
 */
record Requirements(List<Requirement> told, boolean open) {

    Requirements {
        told = List.copyOf(told);
    }

    /** Of a file of requirements: options, addresses, markers and other files are left to pip. */
    static Requirements of(String file) {
        List<String> lines = file.replaceAll("\\\\\\R", " ")
                .lines()
                .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        return of(lines);
    }

    /** Of single requirements. */
    static Requirements of(List<String> lines) {
        List<Requirement> told = new ArrayList<>();
        boolean open = false;
        for (String line : lines) {
            Optional<Requirement> parsed = Requirement.parse(line.replaceAll("\\s--hash=\\S+", ""));
            parsed.ifPresent(told::add);
            open |= parsed.isEmpty();
        }
        return new Requirements(told, open);
    }
}
