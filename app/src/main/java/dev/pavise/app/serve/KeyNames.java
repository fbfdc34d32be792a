package dev.pavise.app.serve;

import dev.pavise.ledger.state.SqliteKeys;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whose keys there are, looked up anew as soon as somebody has added or revoked one, within a moment.
final class KeyNames {
    private static final long LOOK_NANOS = 250_000_000;

    private final SqliteKeys keys;
    private Map<String, String> byHash = Map.of();
    private long version = -1;
    private long looked;

    KeyNames(SqliteKeys keys) {
        this.keys = keys;
    }

    /// The name that a key was made for; empty where it is nobody's.
    Optional<String> of(String key) {
        return Optional.ofNullable(byHash().get(SqliteKeys.hash(key)));
    }

    Set<String> all() {
        return Set.copyOf(byHash().values());
    }

    private synchronized Map<String, String> byHash() {
        long now = System.nanoTime();
        if (version >= 0 && now - looked < LOOK_NANOS) return byHash;
        looked = now;
        long current = keys.version();
        if (current != version) byHash = keys.byHash();
        version = current;
        return byHash;
    }
}
