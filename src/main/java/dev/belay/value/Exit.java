package dev.belay.value;

/** The exit codes of the command line. They are stable; a code that a caller does not know means failure. */
public enum Exit {
    DONE(0, "done"),
    FAILED(1, "a step failed, or an undo was not whole"),
    WRONG(2, "the script or the command line is wrong"),
    DOUBT(3, "a step is in doubt: nobody knows whether it happened"),
    BLOCKED(4, "locked, or an open run is in the way"),
    UNMET(5, "a requirement is not met"),
    MOVED(6, "the world moved since the plan was made"),
    PERSON(7, "a person is needed"),
    UNDONE(8, "failed, and wholly undone"),
    DAMAGED(9, "the journal is damaged, or Belay itself failed"),
    CHANGES(10, "changes exist (preview --detailed-exitcode)"),
    INTERRUPTED(130, "interrupted"),
    TERMINATED(143, "terminated");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number that the process ends with. */
    public int code() {
        return code;
    }

    /** What it means, in a few words, as the manual says it. */
    public String meaning() {
        return meaning;
    }
}
