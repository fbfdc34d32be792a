package dev.pavise.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// What somebody with the rights of the user can do to a ledger's database behind Pavise's back.
final class Tampering {
    private Tampering() {}

    static Path database(Path state) {
        return state.resolve("ledger").resolve("ledger.db");
    }

    static void run(Path state, String... statements) {
        runIn(database(state), statements);
    }

    static void runIn(Path database, String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            for (String sql : statements) statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
