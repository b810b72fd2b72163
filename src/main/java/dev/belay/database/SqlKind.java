package dev.belay.database;

/** What a statement means for transactions. */
public enum SqlKind {
    /** It runs in a transaction. */
    ORDINARY,
    /** It cannot run in a transaction: VACUUM, CREATE INDEX CONCURRENTLY, ... */
    ALONE,
    /** It begins or ends a transaction. */
    TRANSACTION,
    /** Data follow it, up to a line with a backslash and a full stop. */
    COPY_IN,
    /** It writes to the client, which has no use for it: COPY ... TO stdout. */
    COPY_OUT
}
