package dev.pavise.gateway;

import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.PinStore;
import dev.pavise.core.pin.Pins;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Pins in memory.
final class MemoryPins implements PinStore {
    private final Map<String, Pins> all = new ConcurrentHashMap<>();

    @Override
    public List<Pin> load(String server) {
        return List.copyOf(all.getOrDefault(server, Pins.NONE).all().values());
    }

    @Override
    public List<String> servers() {
        return all.keySet().stream().sorted().toList();
    }

    @Override
    public void save(String server, List<Pin> pins) {
        all.merge(server, Pins.of(pins), (was, more) -> was.with(more.all().values()));
    }

    @Override
    public long version() {
        return 0;
    }
}
