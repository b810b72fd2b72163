/**
 * Databases: how to reach one, queries that only read, statement splitting. Shared by the drivers of all systems; the only place
 * that opens connections. Sees {@code host} and {@code value}.
 *
 * <pre>{@code
 * Rows rows = connections.query(database, "select count(*) from pg_class where relname = ?", List.of("users"));
 * }</pre>
 */
package dev.belay.database;
