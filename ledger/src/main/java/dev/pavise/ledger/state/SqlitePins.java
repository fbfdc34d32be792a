package dev.pavise.ledger.state;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.PinStore;
import dev.pavise.core.pin.Pins;
import dev.pavise.ledger.sqlite.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Pins in `state.db`. What cannot be read or written is a [dev.pavise.ledger.sqlite.StoreException].
public final class SqlitePins implements PinStore {
    private final StateDatabase state;
    private final Map<String, Seen> others = new ConcurrentHashMap<>();

    /// What a server's others showed at a version of the store; its sessions share it.
    private record Seen(long version, Others others) {}

    public SqlitePins(StateDatabase state) {
        this.state = state;
    }

    @Override
    public List<Pin> load(String server) {
        return state.read(database -> load(database, server));
    }

    @Override
    public Others others(String server) {
        long version = version();
        return others.compute(server, (_, seen) -> {
                    if (seen != null && seen.version() == version) return seen;
                    Others now = read(server);
                    boolean isSame = seen != null && seen.others().digest().equals(now.digest());
                    return new Seen(version, isSame ? seen.others() : now);
                })
                .others();
    }

    /// A text in which SQLite finds no JSON that it can read has no description here.
    private Others read(String server) {
        return state.read(database -> {
            var tools = new ArrayList<Others.Tool>();
            try (var statement = database.prepare("""
                    SELECT server, name, CASE WHEN json_valid(text)
                        THEN substr(coalesce(json_extract(text, '$.description'), ''), 1, ?) ELSE '' END
                    FROM (SELECT server, name, text, row_number() OVER (PARTITION BY server ORDER BY name) AS nth
                        FROM pin JOIN definition ON digest = approved
                        WHERE server <> ? AND kind = 'tool' AND state <> 'gone')
                    ORDER BY nth, server LIMIT ?""")) {
                statement.setInt(1, Others.DESCRIPTION_CHARS_MAX);
                statement.setString(2, server);
                statement.setInt(3, Others.TOOLS_MAX);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) tools.add(new Others.Tool(text(rows, 1), text(rows, 2), text(rows, 3)));
                }
            }
            var introductions = new ArrayList<Others.Introduction>();
            try (var statement = database.prepare("""
                    SELECT server, approved FROM pin
                    WHERE server <> ? AND kind = 'server' AND name = 'instructions' AND state <> 'gone'
                        AND approved IS NOT NULL
                    ORDER BY server""")) {
                statement.setString(1, server);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) introductions.add(new Others.Introduction(text(rows, 1), text(rows, 2)));
                }
            }
            return Others.of(tools, introductions);
        });
    }

    @Override
    public List<String> servers() {
        return state.read(database -> {
            var servers = new ArrayList<String>();
            try (var statement = database.prepare("SELECT DISTINCT server FROM pin ORDER BY server");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) servers.add(text(rows, 1));
            }
            return servers;
        });
    }

    @Override
    public boolean save(String server, List<Change> changes) {
        if (changes.isEmpty()) return true;
        return state.change("pins", database -> {
            for (Change change : changes) if (!isAsRead(database, server, change)) return false;
            for (Change change : changes) save(database, server, change.now());
            boolean isGone = changes.stream().anyMatch(change -> change.now().state() == Pin.State.GONE);
            if (isGone) forget(database, server);
            prune(database);
            return true;
        });
    }

    @Override
    public Optional<Pin> decide(String server, Pin.Item item, UnaryOperator<Pin> decision) {
        var decided = new AtomicReference<@Nullable Pin>();
        state.change("pins", database -> {
            decided.set(null);
            for (Pin pin : load(database, server)) if (pin.item().equals(item)) decided.set(decision.apply(pin));
            Pin now = decided.get();
            if (now == null) return false;
            save(database, server, now);
            prune(database);
            return true;
        });
        return Optional.ofNullable(decided.get());
    }

    @Override
    public long version() {
        return state.version("pins");
    }

    private static List<Pin> load(Database database, String server) throws SQLException {
        Map<Pin.Item, List<Reason>> reasons = reasons(database, server);
        var pins = new ArrayList<Pin>();
        try (var statement = database.prepare("""
                SELECT kind, name, state, approved, a.text, seen, s.text, since, by FROM pin
                LEFT JOIN definition AS a ON a.digest = approved
                LEFT JOIN definition AS s ON s.digest = seen
                WHERE server = ?""")) {
            statement.setString(1, server);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) pins.add(pin(rows, reasons));
            }
        }
        pins.sort((a, b) -> a.item().compareTo(b.item()));
        return pins;
    }

    /// Whether the store holds what the change began with. Definitions are compared by their digests.
    private static boolean isAsRead(Database database, String server, Change change) throws SQLException {
        try (var statement = database.prepare("""
                SELECT state, approved, seen, since, by FROM pin WHERE server = ? AND kind = ? AND name = ?""")) {
            name(statement, server, change.now().item());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) return change.read().isEmpty();
                if (change.read().isEmpty()) return false;
                Pin read = change.read().get();
                return text(row, 1).equals(word(read.state()))
                        && text(row, 2)
                                .equals(read.approved()
                                        .map(Pin.Definition::digest)
                                        .orElse(""))
                        && text(row, 3).equals(read.seen().digest())
                        && text(row, 4).equals(read.since().toString())
                        && text(row, 5).equals(read.by());
            }
        }
    }

    private static void forget(Database database, String server) throws SQLException {
        for (Pin.Item item : Pins.of(load(database, server)).forgotten()) {
            for (String table : List.of("pin", "pin_reason")) {
                try (var statement =
                        database.prepare("DELETE FROM " + table + " WHERE server = ? AND kind = ? AND name = ?")) {
                    name(statement, server, item);
                    statement.executeUpdate();
                }
            }
        }
    }

    /// What no pin names any more would stay for ever: definitions come from servers and may be many.
    private static void prune(Database database) throws SQLException {
        database.run("DELETE FROM definition WHERE digest NOT IN"
                + " (SELECT seen FROM pin UNION SELECT approved FROM pin WHERE approved IS NOT NULL)");
    }

    private static void save(Database database, String server, Pin pin) throws SQLException {
        save(database, pin.seen());
        if (pin.approved().isPresent()) save(database, pin.approved().get());
        try (var statement = database.prepare("""
                INSERT OR REPLACE INTO pin (server, kind, name, state, approved, seen, since, by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            name(statement, server, pin.item());
            statement.setString(4, word(pin.state()));
            statement.setString(5, pin.approved().map(Pin.Definition::digest).orElse(null));
            statement.setString(6, pin.seen().digest());
            statement.setString(7, pin.since().toString());
            statement.setString(8, pin.by());
            statement.executeUpdate();
        }
        try (var statement = database.prepare("DELETE FROM pin_reason WHERE server = ? AND kind = ? AND name = ?")) {
            name(statement, server, pin.item());
            statement.executeUpdate();
        }
        try (var statement = database.prepare("""
                INSERT INTO pin_reason (server, kind, name, nth, rule, place, seen) VALUES (?, ?, ?, ?, ?, ?, ?)""")) {
            name(statement, server, pin.item());
            for (int i = 0; i < pin.reasons().size(); i++) {
                Reason reason = pin.reasons().get(i);
                statement.setInt(4, i);
                statement.setString(5, reason.rule());
                statement.setString(6, reason.place());
                statement.setString(7, reason.seen());
                statement.executeUpdate();
            }
        }
    }

    private static void name(PreparedStatement statement, String server, Pin.Item item) throws SQLException {
        statement.setString(1, server);
        statement.setString(2, word(item.kind()));
        statement.setString(3, item.name());
    }

    private static void save(Database database, Pin.Definition definition) throws SQLException {
        try (var statement = database.prepare("INSERT OR IGNORE INTO definition (digest, text) VALUES (?, ?)")) {
            statement.setString(1, definition.digest());
            statement.setString(2, definition.text());
            statement.executeUpdate();
        }
    }

    private static Map<Pin.Item, List<Reason>> reasons(Database database, String server) throws SQLException {
        var reasons = new HashMap<Pin.Item, List<Reason>>();
        try (var statement = database.prepare(
                "SELECT kind, name, rule, place, seen FROM pin_reason WHERE server = ? ORDER BY kind, name, nth")) {
            statement.setString(1, server);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    var reason = new Reason(text(rows, 3), text(rows, 4), text(rows, 5));
                    reasons.computeIfAbsent(item(rows), _ -> new ArrayList<>()).add(reason);
                }
            }
        }
        return reasons;
    }

    private static Pin pin(ResultSet row, Map<Pin.Item, List<Reason>> reasons) throws SQLException {
        Pin.Item item = item(row);
        String approved = row.getString(4);
        return new Pin(
                item,
                constant(Pin.State.values(), text(row, 3)),
                approved == null ? Optional.empty() : Optional.of(new Pin.Definition(approved, text(row, 5))),
                new Pin.Definition(text(row, 6), text(row, 7)),
                Instant.parse(text(row, 8)),
                text(row, 9),
                reasons.getOrDefault(item, List.of()));
    }

    private static Pin.Item item(ResultSet row) throws SQLException {
        return new Pin.Item(constant(Pin.Kind.values(), text(row, 1)), text(row, 2));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E constant(E[] constants, String word) throws SQLException {
        for (E constant : constants) if (word(constant).equals(word)) return constant;
        throw new SQLException("unknown word in a pin: " + word);
    }
}
