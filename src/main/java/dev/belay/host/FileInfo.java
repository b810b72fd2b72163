package dev.belay.host;

import dev.belay.value.Size;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a file without opening it; links are not followed.
 *
 * @param kind what it is
 * @param size its length in bytes
 * @param mode permission bits, such as 0644
 * @param owner name of its owner
 * @param group name of its group
 * @param modified when its content last changed
 * @param target where a link leads
 */
public record FileInfo(
        Kind kind, Size size, int mode, String owner, String group, Instant modified, Optional<String> target) {

    /** What a path names. */
    public enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }
}
