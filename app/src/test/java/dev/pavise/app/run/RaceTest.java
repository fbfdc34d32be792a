package dev.pavise.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.exchange.Effect;
import dev.pavise.core.exchange.Exchange;
import dev.pavise.core.exchange.State;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.PinStore;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Policy;
import dev.pavise.gateway.Gate;
import dev.pavise.gateway.Outlet;
import dev.pavise.gateway.Session;
import dev.pavise.gateway.Settings;
import dev.pavise.gateway.Upstream;
import dev.pavise.ledger.state.SqlitePins;
import dev.pavise.ledger.state.StateDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Decisions that fall between the judging of a message and the storing of what it taught: the moment that no look at
/// the store beforehand covers.
class RaceTest {
    private static final Pin.Item QUOTE = new Pin.Item(Pin.Kind.TOOL, "quote");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String TOOL = "{\"name\":\"quote\",\"inputSchema\":{\"type\":\"object\"}}";

    private final List<String> toClient = new ArrayList<>();

    @Test
    void a_rejection_just_before_the_pins_are_stored_holds(@TempDir Path folder) {
        try (var state = StateDatabase.in(folder);
                var timer = Gate.timer()) {
            var pins = new Rejecting(new SqlitePins(state));
            var gate =
                    new Gate(new Exchange(Guards.ALL), new Keeping(), pins, new Still(), InstantSource.system(), timer);
            var opened = State.opened(new State.Who("abcde", "ada", "s"), Policy.BALANCED, Pins.NONE);
            var session = new Session(gate, opened, new Silent(), new Client(), stream -> {});
            asks(
                    session,
                    0,
                    "initialize",
                    "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":"
                            + "{\"name\":\"c\",\"version\":\"1\"}}");
            tells(
                    session,
                    0,
                    "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"serverInfo\":"
                            + "{\"name\":\"s\",\"version\":\"1\"}}");
            lists(session, 1, TOOL);
            assertThat(toClient.getLast()).contains("quote");

            pins.isDue = true;
            lists(session, 2, "");
            assertThat(pins.load("s"))
                    .anyMatch(pin -> pin.item().equals(QUOTE)
                            && pin.state() == Pin.State.GONE
                            && pin.by().equals("bob")
                            && pin.approved().isEmpty());
            lists(session, 3, TOOL);
            assertThat(toClient.getLast()).contains("\"id\":3").contains("\"tools\":[]");
        }
    }

    private static void lists(Session session, int id, String tools) {
        asks(session, id, "tools/list", "{}");
        tells(session, id, "{\"tools\":[" + tools + "]}");
    }

    private static void asks(Session session, int id, String method, String params) {
        session.asks(session.read(request(id, method, params)), Asker.ONLY, java.util.Optional.empty());
    }

    private static byte[] request(int id, String method, String params) {
        return ("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void tells(Session session, int id, String result) {
        String text = "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
        session.tells(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    /// A store in which somebody rejects the tool just before a session saves, once.
    private static final class Rejecting implements PinStore {
        private final PinStore pins;
        private boolean isDue;

        Rejecting(PinStore pins) {
            this.pins = pins;
        }

        @Override
        public List<Pin> load(String server) {
            return pins.load(server);
        }

        @Override
        public Others others(String server) {
            return pins.others(server);
        }

        @Override
        public List<String> servers() {
            return pins.servers();
        }

        @Override
        public boolean save(String server, List<Change> changes) {
            if (isDue) pins.decide(server, QUOTE, pin -> Pins.rejected(pin, "bob", NOON));
            isDue = false;
            return pins.save(server, changes);
        }

        @Override
        public Optional<Pin> decide(String server, Pin.Item item, UnaryOperator<Pin> decision) {
            return pins.decide(server, item, decision);
        }

        @Override
        public long version() {
            return pins.version();
        }
    }

    /// Settings that tell of no change.
    private static final class Still implements Settings {
        @Override
        public Optional<Pins> changedPins() {
            return Optional.empty();
        }

        @Override
        public Optional<Policy> changedPolicy() {
            return Optional.empty();
        }

        @Override
        public Optional<Others> changedOthers() {
            return Optional.empty();
        }
    }

    private static final class Keeping implements Ledger {
        @Override
        public void keep(Evidence evidence, Evidence.Payload payload, Durability durability, Then then) {
            then.on(new Outcome.Kept(0));
        }

        @Override
        public void close() {}
    }

    private static final class Silent implements Upstream {
        @Override
        public void open(Listener listener) {}

        @Override
        public void send(Effect.Send send) {}

        @Override
        public void awaitRoom() {}

        @Override
        public void close() {}
    }

    private final class Client implements Outlet {
        @Override
        public void send(Effect.Send send) {
            toClient.add(new String(send.bytes(), StandardCharsets.UTF_8));
        }

        @Override
        public void awaitRoom() {}
    }
}
