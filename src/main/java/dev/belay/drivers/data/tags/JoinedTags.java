package dev.belay.drivers.data.tags;

import dev.belay.driver.Arguments;
import java.util.List;
import java.util.Optional;

/**
 * Tags that Esup-Pod's own script joined, and the two tables that are made of them: {@code NAME_tags} with id, name and count, and {@code
 * NAME_uses} with id, object_id and tag_id.
 *
 * @param name {@code video}
 * @param from the table of the file with {@code NAME_id} and {@code tag_name}
 * @param of the table of the file with what is tagged: its {@code id}, and in {@code tags} what people typed
 * @param whole names that hold a comma; where given, what is not certain is parted at every other comma
 */
public record JoinedTags(String name, String from, String of, Optional<List<String>> whole) {

    public JoinedTags {
        whole = whole.map(List::copyOf);
    }

    /** What a keyword of the block says. */
    public static JoinedTags of(Arguments keyword) {
        return new JoinedTags(
                keyword.text("subject"), keyword.text("from"), keyword.text("of"), keyword.optionalTexts("whole"));
    }

    /** The table of the names. */
    public String tags() {
        return name + "_tags";
    }

    /** The table of what they are used for. */
    public String uses() {
        return name + "_uses";
    }

    /** The columns of the names. */
    public static List<String> tagColumns() {
        return List.of("id", "name", "count");
    }

    /** The columns of the uses. */
    public static List<String> useColumns() {
        return List.of("id", "object_id", "tag_id");
    }
}
