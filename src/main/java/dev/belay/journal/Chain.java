package dev.belay.journal;

import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import dev.belay.value.Digest;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The end of a journal, to which the next record is chained: {@code {"seq":3,"type":...,"hash":"<64 digits>"}}. The hash is the
 * SHA-256 of the hash before it and of every byte of the line up to its own comma. Pure.
 *
 * @param records how many there are
 * @param hash of the last one; zeros where there is none
 */
record Chain(long records, String hash) {

    /** Before the first record. */
    static final Chain START = new Chain(0, "0".repeat(64));

    private static final String BEFORE_HASH = ",\"hash\":\"";
    private static final String AFTER_HASH = "\"}";
    private static final int TAIL = BEFORE_HASH.length() + 64 + AFTER_HASH.length();

    /** A record with its end of line, and the chain with it. */
    record Link(String line, Chain chain) {
        byte[] bytes() {
            return line.getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * What a file holds.
     *
     * @param length up to where its bytes are records
     */
    record Content(List<Entry> entries, Chain chain, int length) {}

    /** The next record. */
    Link link(Entry entry) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("seq", Json.of(records + 1));
        fields.putAll(EntryJson.write(entry).fields());
        String json = JsonText.line(new Json.Fields(fields));
        String head = json.substring(0, json.length() - 1);
        byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
        String next = next(bytes, 0, bytes.length);
        return new Link(head + BEFORE_HASH + next + AFTER_HASH + "\n", new Chain(records + 1, next));
    }

    /**
     * Reads a journal. What an interrupted write can have left at its end is no part of it: a last line without an end of line, or
     * one with holes, which disks show as zeros and JSON never has.
     *
     * @param where the file, for messages
     * @throws Failure (9) where anything else does not fit, naming the line
     */
    static Content read(String where, byte[] bytes) {
        List<Entry> entries = new ArrayList<>();
        Chain chain = START;
        int start = 0;
        for (int end = endOfLine(bytes, start); end >= 0; end = endOfLine(bytes, start)) {
            if (end == bytes.length - 1 && firstZero(bytes, start) < end) {
                break;
            }
            try {
                chain = chain.check(bytes, start, end);
                entries.add(chain.parse(bytes, start, end));
            } catch (Json.Misfit misfit) {
                throw damaged(where + ":" + (entries.size() + 1) + ": " + misfit.getMessage());
            }
            start = end + 1;
        }
        if (!chain.mayBeTorn(bytes, start)) {
            throw damaged(where + ":" + (entries.size() + 1) + ": the end of the record was changed");
        }
        return new Content(List.copyOf(entries), chain, start);
    }

    /** A journal that cannot be relied on. */
    static Failure damaged(String message) {
        return new Failure(
                Exit.DAMAGED,
                message,
                "the file was changed or damaged after Belay wrote it; Belay changed nothing",
                "bring back the file from a backup, or see for yourself how far the run came",
                "when the site is as it should be, move the run's folder away");
    }

    private Chain check(byte[] bytes, int start, int end) {
        int head = end - TAIL;
        String tail = head < start ? "" : new String(bytes, head, TAIL, StandardCharsets.ISO_8859_1);
        if (!tail.startsWith(BEFORE_HASH) || !tail.endsWith(AFTER_HASH)) {
            throw new Json.Misfit("not a whole record");
        }
        String next = next(bytes, start, head - start);
        if (!tail.equals(BEFORE_HASH + next + AFTER_HASH)) {
            throw new Json.Misfit("the record was changed, or does not follow the one before it");
        }
        return new Chain(records + 1, next);
    }

    private Entry parse(byte[] bytes, int start, int end) {
        Json json = JsonText.parse(new String(bytes, start, end - start, StandardCharsets.UTF_8));
        if (Json.fields(json).number("seq") != records) {
            throw new Json.Misfit("record " + records + " was expected");
        }
        return EntryJson.read(json);
    }

    private String next(byte[] bytes, int start, int length) {
        MessageDigest digest = Digest.sha256();
        digest.update(hash.getBytes(StandardCharsets.UTF_8));
        digest.update(bytes, start, length);
        return Digest.of(digest).hex();
    }

    private static int endOfLine(byte[] bytes, int start) {
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** False where what follows the last whole line is a whole record and then anything but zeros: no write leaves that. */
    private boolean mayBeTorn(byte[] bytes, int start) {
        for (int end : List.of(firstZero(bytes, start), bytes.length - 1)) {
            if (end > start && end < bytes.length && fits(bytes, start, end)) {
                return onlyZeros(bytes, end);
            }
        }
        return true;
    }

    private boolean fits(byte[] bytes, int start, int end) {
        try {
            check(bytes, start, end);
            return true;
        } catch (Json.Misfit misfit) {
            return false;
        }
    }

    private static int firstZero(byte[] bytes, int start) {
        int at = start;
        while (at < bytes.length && bytes[at] != 0) {
            at++;
        }
        return at;
    }

    private static boolean onlyZeros(byte[] bytes, int start) {
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
