package dev.pavise.ledger.state;

import dev.pavise.core.policy.Allowance;
import dev.pavise.core.policy.AllowanceStore;
import dev.pavise.core.policy.Argument;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Allowances in `state.db`. What cannot be read or written is a [dev.pavise.ledger.sqlite.StoreException].
public final class SqliteAllowances implements AllowanceStore {
    private final StateDatabase state;

    public SqliteAllowances(StateDatabase state) {
        this.state = state;
    }

    @Override
    public List<Allowance> all() {
        return state.read(database -> {
            var allowances = new ArrayList<Allowance>();
            try (var statement = database.prepare("""
                            SELECT rule, server, subject, argument, until, owner, reason, given FROM allowance
                            ORDER BY server, rule, subject, argument""");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) allowances.add(allowance(rows));
            }
            return allowances;
        });
    }

    /// Adds it, in place of an earlier one for the same rule, server, subject and argument.
    @Override
    public void add(Allowance allowance) {
        state.change("allowances", database -> {
            try (var statement = database.prepare("""
                    INSERT OR REPLACE INTO allowance (rule, server, subject, argument, until, owner, reason, given)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")) {
                statement.setString(1, allowance.rule());
                statement.setString(2, allowance.server());
                statement.setString(3, allowance.subject());
                statement.setString(4, allowance.argument().path());
                statement.setString(5, allowance.until().toString());
                statement.setString(6, allowance.owner());
                statement.setString(7, allowance.reason());
                statement.setString(8, allowance.given().toString());
                statement.executeUpdate();
            }
            return true;
        });
    }

    @Override
    public boolean revoke(String rule, String server, String subject, Argument argument) {
        return state.change("allowances", database -> {
            try (var statement = database.prepare(
                    "DELETE FROM allowance WHERE rule = ? AND server = ? AND subject = ? AND argument = ?")) {
                statement.setString(1, rule);
                statement.setString(2, server);
                statement.setString(3, subject);
                statement.setString(4, argument.path());
                return statement.executeUpdate() > 0;
            }
        });
    }

    @Override
    public long version() {
        return state.version("allowances");
    }

    private static Allowance allowance(ResultSet row) throws SQLException {
        return new Allowance(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                new Argument(row.getString(4)),
                Instant.parse(row.getString(5)),
                row.getString(6),
                row.getString(7),
                Instant.parse(row.getString(8)));
    }
}
