/**
 * MariaDB: declaring databases, backup and restore with the server's own tools, ordered SQL files, statements, and what may be
 * required and verified of a database. MariaDB commits each change of a schema by itself, so what ran is recorded statement by
 * statement. Sees {@code driver} and what that shows.
 *
 * <pre>{@code
 * database 'v3', mariadb: 'localhost/pod', user: 'pod', password: secret('POD3_DB_PASSWORD')
 * def dump = backup 'v3', to: '/srv/pod/backup'
 * migrate 'v3', sql: 'migration', accept: ['1060']
 * restore 'v3', from: dump, clean: true
 * }</pre>
 */
package dev.belay.drivers.mariadb;
