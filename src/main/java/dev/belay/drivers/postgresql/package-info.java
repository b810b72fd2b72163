/**
 * PostgreSQL: declaring databases, backup and restore with the server's own tools, ordered SQL files, statements, and what may be
 * required and verified of a database. Sees {@code driver} and what that shows.
 *
 * <pre>{@code
 * database 'main', postgresql: 'localhost/ngw', user: 'ngw', password: secret('NGW_DB_PASSWORD')
 * def dump = backup 'main', to: '/home/ngw/backup'
 * migrate 'main', sql: 'migration', baseline: '2019-01-01-a.sql', accept: ['42701']
 * restore 'main', from: dump, clean: true
 * }</pre>
 */
package dev.belay.drivers.postgresql;
