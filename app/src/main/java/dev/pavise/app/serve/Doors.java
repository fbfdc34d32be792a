package dev.pavise.app.serve;

import dev.pavise.app.config.Config;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names of servers as they stand in paths: `files` is `/s/files/mcp`. A name that fits into no path stands there
/// with `-` for what does not: `@scope/files` is `/s/scope-files/mcp`, unless another server is called so.
final class Doors {
    private static final String FITS = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

    private final Map<String, Config.Server> servers;

    private Doors(Map<String, Config.Server> servers) {
        this.servers = servers;
    }

    static Doors of(Collection<Config.Server> servers) {
        var named = new LinkedHashMap<String, Config.Server>();
        for (Config.Server server : servers) named.put(server.name(), server);
        var doors = new LinkedHashMap<String, Config.Server>();
        for (Config.Server server : servers) {
            String name = server.name();
            if (name.matches(FITS)) doors.put(name, server);
            else doors.put(free(fitting(name), named, doors), server);
        }
        return new Doors(doors);
    }

    private static String fitting(String name) {
        String fitting = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        return fitting.isEmpty() ? "server" : fitting;
    }

    private static String free(String wanted, Map<String, ?> named, Map<String, ?> taken) {
        String free = wanted;
        for (int i = 2; named.containsKey(free) || taken.containsKey(free); i++) free = wanted + "-" + i;
        return free;
    }

    Optional<Config.Server> behind(String door) {
        return Optional.ofNullable(servers.get(door));
    }

    /// In the file's order.
    List<String> names() {
        return List.copyOf(servers.keySet());
    }
}
