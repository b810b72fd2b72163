package dev.belay.database;

/** What a statement means for a run that may be broken off between any two, as MariaDB's manual says of implicit commits. */
public enum MariadbKind {
    /** It belongs to a transaction, if its tables know any: SELECT, INSERT, UPDATE, DELETE, REPLACE, ... */
    DATA,
    /** It changes the session alone, and is done anew in every session: SET, USE, PREPARE, SELECT ... INTO. */
    SESSION,
    /** It commits by itself and changes the schema, which tells afterwards whether it happened. */
    SCHEMA,
    /** It commits by itself; done once more right away, it changes nothing more: TRUNCATE, ANALYZE, GRANT, ... */
    REPEATABLE,
    /** It makes or drops what only this session has, so that no other session can go on behind it. */
    TEMPORARY,
    /** It begins a transaction. */
    BEGIN,
    /** It ends one and keeps what it did. */
    COMMIT,
    /** It ends one otherwise, or turns autocommit off: nobody could say what was kept. */
    ROLLBACK,
    /** LOCK TABLES and UNLOCK TABLES. */
    LOCK,
    /** It makes, drops or chooses a database as a whole. */
    DATABASE,
    /** It may do anything: CALL, EXECUTE, and what is not known here. */
    UNKNOWN
}
