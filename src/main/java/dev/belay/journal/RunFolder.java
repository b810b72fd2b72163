package dev.belay.journal;

import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import dev.belay.plan.Plan;
import dev.belay.plan.Preview;
import dev.belay.plan.PreviewJson;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder of one run: {@code plan.json} with the preview that it began with, {@code journal.jsonl}, {@code steps/<token>/} with
 * the output of each attempt, {@code kept/} with captured state. Only its owner reads it.
 *
 * @param path absolute; its last name is the run's id
 * @param storage the file system that it is on
 */
public record RunFolder(Path path, Storage storage) {

    /** The file of the preview. */
    static final String PREVIEW = "plan.json";

    /** How the files begin that keep scripts as they were edited at the prompt. */
    private static final String EDITED = "edited-";

    /** The run's id, such as {@code nextgisweb-7f3a}. */
    public String id() {
        return String.valueOf(path.getFileName());
    }

    /**
     * The plan with which the run began.
     *
     * @throws Failure (9) where the file is damaged
     */
    public Plan plan() {
        return shown().plan();
    }

    /**
     * The preview that the run began with, which lies beside the journal: resumed steps are held against it (the sixth law).
     *
     * @throws Failure (9) where the file is damaged
     */
    public Preview shown() {
        Path file = path.resolve(PREVIEW);
        try {
            return PreviewJson.read(file.toString(), storage.read(file));
        } catch (IOException e) {
            throw Chain.damaged(file + " cannot be read: " + Reason.of(e));
        } catch (Failure failure) {
            throw Chain.damaged(failure.message());
        }
    }

    /**
     * The records of the journal, in order. Only reads: a torn tail, or a record that is just being written, is passed over.
     *
     * @throws Failure (9) where anything does not fit
     */
    public List<Entry> entries() {
        List<Entry> entries = Chain.read(journal().toString(), bytes()).entries();
        opened(entries);
        return entries;
    }

    /** What the records add up to; only reads. */
    public RunState read() {
        List<Entry> entries = entries();
        return RunState.of(plan(entries), entries).before(shown().installed());
    }

    /** How many bytes its journal has, to which every change of the run adds; much less to do than {@link #read}. */
    public long length() {
        return bytes().length;
    }

    /** The first record; reads no other. */
    public Entry.Opened opened() {
        byte[] bytes = bytes();
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        byte[] line = java.util.Arrays.copyOf(bytes, Math.min(end + 1, bytes.length));
        return opened(Chain.read(journal().toString(), line).entries());
    }

    /** True while the run blocks its site. */
    public boolean isOpen() {
        return read().standing().open();
    }

    /** Opens the journal to go on with the run. The caller holds the site's lock. */
    public Journal open() {
        return Journal.open(storage, path, plan(entries()));
    }

    /** The folder that holds one for each attempt; it may not be there. */
    public Path steps() {
        return path.resolve("steps");
    }

    /** The folder of one attempt's output; made where it is not there. */
    public Path attempt(String token) {
        return made(steps(), token);
    }

    /** The folder of one step's captured state; made where it is not there. */
    public Path kept(String token) {
        return made(path.resolve("kept"), token);
    }

    /** Adds a line to what an attempt said in words of Belay's own; {@code said.log} in its folder. Need not be forced. */
    public void say(String token, String line) {
        Path file = attempt(token).resolve("said.log");
        try (Storage.Appender said = storage.exists(file) ? storage.open(file) : storage.create(file)) {
            said.append((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw StateFolder.unusable(file, e);
        }
    }

    /**
     * Keeps what was edited at the prompt of the files of a script of the run, in place of what was kept before.
     *
     * @param number of the script among those that the plan walks over, from 1
     * @param edited texts by path
     */
    public void keepEdited(int number, Map<String, String> edited) {
        Path file = path.resolve(EDITED + number + ".json");
        Path draft = path.resolve(EDITED + number + ".new");
        Json.Builder json = Json.object();
        edited.forEach(json::put);
        try {
            storage.delete(draft);
            try (Storage.Appender writing = storage.create(draft)) {
                writing.append(JsonText.line(json.build()).getBytes(StandardCharsets.UTF_8));
                writing.force();
            }
            storage.rename(draft, file);
            storage.forceFolder(path);
        } catch (IOException e) {
            throw StateFolder.unusable(file, e);
        }
    }

    /** What {@link #keepEdited} kept last; empty where nothing was. */
    public Map<String, String> edited(int number) {
        Path file = path.resolve(EDITED + number + ".json");
        try {
            if (!storage.exists(file)) {
                return Map.of();
            }
            Json.Fields fields = Json.fields(JsonText.parse(new String(storage.read(file), StandardCharsets.UTF_8)));
            Map<String, String> edited = new LinkedHashMap<>();
            fields.fields().keySet().forEach(name -> edited.put(name, fields.text(name)));
            return edited;
        } catch (IOException e) {
            throw StateFolder.unusable(file, e);
        } catch (Json.Misfit e) {
            throw Chain.damaged(file + " cannot be read: " + e.getMessage());
        }
    }

    /** Removes raw output and captured state, as {@code accept} does. */
    public void clear() {
        try {
            storage.delete(steps());
            storage.delete(path.resolve("kept"));
            storage.forceFolder(path);
        } catch (IOException e) {
            throw StateFolder.unusable(path, e);
        }
    }

    private Path journal() {
        return path.resolve(Journal.FILE);
    }

    private byte[] bytes() {
        try {
            return storage.read(journal());
        } catch (IOException e) {
            throw Chain.damaged(journal() + " cannot be read: " + Reason.of(e));
        }
    }

    private Entry.Opened opened(List<Entry> entries) {
        if (entries.isEmpty() || !(entries.get(0) instanceof Entry.Opened opened)) {
            throw Chain.damaged(journal() + ": its first record is missing");
        } else if (!opened.run().equals(id())) {
            throw Chain.damaged(journal() + " is the journal of another run: " + opened.run());
        }
        return opened;
    }

    private Plan plan(List<Entry> entries) {
        Plan plan = plan();
        if (!plan.digest().hex().equals(opened(entries).plan())) {
            throw Chain.damaged(path.resolve(PREVIEW) + " is not the plan that the journal began with");
        }
        return plan;
    }

    private Path made(Path parent, String name) {
        Path folder = parent.resolve(name);
        try {
            for (Path each : List.of(parent, folder)) {
                if (!storage.exists(each)) {
                    storage.createFolder(each);
                    storage.forceFolder(each.resolveSibling("."));
                }
            }
            return folder;
        } catch (IOException e) {
            throw StateFolder.unusable(folder, e);
        }
    }
}
