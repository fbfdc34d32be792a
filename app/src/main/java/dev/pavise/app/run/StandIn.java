package dev.pavise.app.run;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.PinStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Stores that forget, until those of the ledger module are here.
final class StandIn implements Ledger, PinStore {
    private final Map<String, Map<Pin.Item, Pin>> pins = new ConcurrentHashMap<>();
    private long kept;
    private long version;

    @Override
    public synchronized void keep(Evidence evidence, Evidence.Payload payload, Durability durability, Then then) {
        then.on(new Outcome.Kept(kept++));
    }

    @Override
    public void close() {}

    @Override
    public synchronized List<Pin> load(String server) {
        return List.copyOf(pins.getOrDefault(server, Map.of()).values());
    }

    @Override
    public synchronized List<String> servers() {
        return List.copyOf(pins.keySet());
    }

    @Override
    public synchronized void save(String server, List<Pin> changed) {
        var all = pins.computeIfAbsent(server, _ -> new TreeMap<>());
        for (Pin pin : changed) all.put(pin.item(), pin);
        version++;
    }

    @Override
    public synchronized long version() {
        return version;
    }
}
