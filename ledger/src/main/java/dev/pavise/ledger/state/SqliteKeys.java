package dev.pavise.ledger.state;

import dev.pavise.ledger.tree.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keys of those who call over HTTP, in `state.db`: only their SHA-256, since a key is 32 random bytes and nobody
/// guesses one.
public final class SqliteKeys {
    private static final String PREFIX = "pavise_";
    private static final int BYTES = 32;

    private final StateDatabase state;

    /// A key without the key.
    public record Named(String name, Instant since) {}

    public SqliteKeys(StateDatabase state) {
        this.state = state;
    }

    /// Makes a key for a name that has none yet; empty where it has one. Nobody can be shown it again.
    public Optional<String> add(String name, Instant now) {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        String key = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        boolean added = state.change("keys", database -> {
            try (var statement =
                    database.prepare("INSERT OR IGNORE INTO client_key (name, hash, since) VALUES (?, ?, ?)")) {
                statement.setString(1, name);
                statement.setString(2, hash(key));
                statement.setString(3, now.toString());
                return statement.executeUpdate() > 0;
            }
        });
        return added ? Optional.of(key) : Optional.empty();
    }

    public List<Named> all() {
        return state.read(database -> {
            var keys = new ArrayList<Named>();
            try (var statement = database.prepare("SELECT name, since FROM client_key ORDER BY name");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) keys.add(new Named(rows.getString(1), Instant.parse(rows.getString(2))));
            }
            return keys;
        });
    }

    public boolean revoke(String name) {
        return state.change("keys", database -> {
            try (var statement = database.prepare("DELETE FROM client_key WHERE name = ?")) {
                statement.setString(1, name);
                return statement.executeUpdate() > 0;
            }
        });
    }

    /// The names by the hashes of their keys.
    public Map<String, String> byHash() {
        return state.read(database -> {
            var names = new HashMap<String, String>();
            try (var statement = database.prepare("SELECT hash, name FROM client_key");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) names.put(rows.getString(1), rows.getString(2));
            }
            return names;
        });
    }

    public long version() {
        return state.version("keys");
    }

    /// What is kept of a key.
    public static String hash(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Hashes.sha256().digest(bytes));
    }
}
