package dev.belay.testing

import java.sql.Connection

/** What a specification does in a database past Belay; the connection is closed behind it. */
class Jdbc {

    /** Statements. */
    static void run(Connection connection, String... statements) {
        connection.withCloseable {
            connection.createStatement().withCloseable { statement -> statements.each { statement.execute(it) } }
        }
    }

    /** The first column of the rows. */
    static List<Object> ask(Connection connection, String query) {
        connection.withCloseable {
            def rows = connection.createStatement().executeQuery(query)
            def values = []
            while (rows.next()) {
                values << rows.getObject(1)
            }
            values
        }
    }
}
