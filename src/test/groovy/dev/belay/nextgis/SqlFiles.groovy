package dev.belay.nextgis

/**
 * Thirty files in the manner of those that NextGIS Web kept in {@code migration/} until 5.5, and the tables that they begin with. Applied
 * a second time, 28 of them fail and change nothing: 16 add a column that is there, 9 make a table that is there, 3 drop what is gone.
 * Two succeed again, and do harm.
 */
class SqlFiles {

    /** The two that do harm: creation dates return to 1970, and the table of coordinate systems is emptied. */
    static final List<String> HARMFUL = ['2016-05-20-resource-creation-date.sql', '2018-02-01-spatial-ref-sys.sql']

    /** The tables of a new installation, with rows of people. */
    static final List<String> TABLES = [
        'create table auth_user (id int primary key, keyname text constraint auth_user_keyname unique)',
        'create table resource (id int primary key, name text, creation_date date, legacy text constraint resource_legacy unique)',
        'create table layer (id int primary key, legacy text constraint layer_legacy unique)',
        'create table spatial_ref_sys (id int primary key, synced boolean)',
        "insert into auth_user values (1, 'administrator')",
        'insert into spatial_ref_sys values (3857, true), (4326, true)',
    ]

    /** Rows that people made after all files were applied. */
    static final List<String> ROWS = [
        "insert into resource (id, name, creation_date) values (1, 'Glaciers', '2026-11-01')",
        'insert into spatial_ref_sys values (2154, true)',
    ]

    /** Their texts by their names, in order. Two share a date. */
    static SortedMap<String, String> all() {
        SortedMap<String, String> files = new TreeMap<>()
        (1..8).each {
            files["2014-0$it-15-auth-user-column-${it}.sql".toString()] = "-- a column\nALTER TABLE auth_user ADD COLUMN c$it text;\n"
            files["2015-0$it-10-resource-column-${it}.sql".toString()] = "ALTER TABLE resource ADD COLUMN c$it boolean DEFAULT false;\nUPDATE resource SET c$it = true;\n"
        }
        (1..9).each {
            files["2017-0$it-01-table-${it}.sql".toString()] = "CREATE TABLE feature_$it (\n    id int PRIMARY KEY,\n    layer_id int REFERENCES layer (id)\n);\n"
        }
        files['2016-05-20-auth-user-keyname.sql'] = 'ALTER TABLE auth_user DROP CONSTRAINT auth_user_keyname;\n'
        files['2016-06-01-resource-legacy.sql'] = 'ALTER TABLE resource DROP CONSTRAINT resource_legacy;\n'
        files['2016-07-01-layer-legacy.sql'] = 'ALTER TABLE layer DROP CONSTRAINT layer_legacy;\n'
        files[HARMFUL[0]] = "UPDATE resource SET creation_date = '1970-01-01';\n"
        files[HARMFUL[1]] = 'TRUNCATE spatial_ref_sys;\nINSERT INTO spatial_ref_sys VALUES (3857, true), (4326, true);\n'
        assert files.size() == 30
        files
    }
}
