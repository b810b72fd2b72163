package dev.belay.drivers.service;

import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.List;

/** A command line parted into words, as shells do it with blanks, quotes and backslashes; nothing else is special. */
final class Words {

    private Words() {}

    /**
     * The words of a line.
     *
     * @throws Failure where a quote is not closed
     */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean open = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
                open = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                open = true;
            } else if (Character.isWhitespace(c)) {
                if (open) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                open = false;
            } else {
                word.append(c);
                open = true;
            }
        }
        if (quote != 0) {
            throw Failure.wrong("the command line '" + line + "' opens a quote and does not close it");
        }
        if (open) {
            words.add(word.toString());
        }
        return words;
    }
}
