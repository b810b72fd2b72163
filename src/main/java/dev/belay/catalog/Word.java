package dev.belay.catalog;

import java.util.List;

/**
 * A word of the language itself, which no driver brings.
 *
 * @param place where it may stand
 * @param names the word, or several that go together: {@code second}, {@code minutes}
 * @param shape how it is written, in a few characters
 * @param options all options; empty also where they are named by the script
 * @param doc one to three sentences
 * @param example whole lines of a script, or of a site file, that {@code belay check} has nothing against
 */
public record Word(Place place, List<String> names, String shape, List<Option> options, String doc, String example) {

    /** Where a word may stand. */
    public enum Place {
        SCRIPT("Words of a script"),
        SITE("Words of a site file"),
        FUNCTION("Functions"),
        UNIT("Units"),
        STATEMENT("Statements and values");

        private final String title;

        Place(String title) {
            this.title = title;
        }

        /** What stands above such words in the reference. */
        public String title() {
            return title;
        }
    }

    public Word {
        names = List.copyOf(names);
        options = List.copyOf(options);
    }
}
