package dev.pavise.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How long a host waits for its first answer, what that costs, and how fast all is gone again.
final class Starts {
    private static final int ROUNDS = 15;

    /// Answers the first line at once and then reads on.
    private static final String INSTANT = """
            read -r line
            echo '{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25","capabilities":{},\
            "serverInfo":{"name":"instant","version":"1"}}}'
            exec cat >/dev/null
            """;

    private static final String NODE = """
            const answer = {jsonrpc: '2.0', id: 0, result: {protocolVersion: '2025-11-25', capabilities: {},
              serverInfo: {name: 'node', version: '1'}}};
            require('readline').createInterface({input: process.stdin}).on('line',
              line => { if (line.includes('"id"')) console.log(JSON.stringify(answer)); });
            """;

    private Starts() {}

    static String table(Path home, Path state) throws IOException, InterruptedException {
        var pavise = home.resolve("pavise").toString();
        var servers = new LinkedHashMap<String, List<String>>();
        servers.put("an instant server", List.of("/bin/sh", "-c", INSTANT));
        if (isInPath("node")) servers.put("a bare Node server", List.of("node", "-e", NODE));
        var table = new StringBuilder("""
                | Start | First answer, ms | CPU until then, ms | Idle memory, MB | Gone after, ms |
                |---|---|---|---|---|
                """);
        for (Map.Entry<String, List<String>> server : servers.entrySet()) {
            var through = new ArrayList<>(List.of(pavise, "run", "--name", "bench", "--"));
            through.addAll(server.getValue());
            table.append(row(server.getKey() + ", directly", server.getValue(), state, ""));
            table.append(row(server.getKey() + " through Pavise", through, state, ""));
            table.append(row("the same without the AOT cache", through, state, "-XX:AOTMode=off"));
        }
        return table.toString();
    }

    private static String row(String name, List<String> command, Path state, String javaOptions)
            throws IOException, InterruptedException {
        var answer = new double[ROUNDS];
        var cpu = new double[ROUNDS];
        var memory = new double[ROUNDS];
        var gone = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            try (var peer = new Peer(command, state, javaOptions)) {
                answer[round] = peer.hello();
                cpu[round] = peer.cpuMillis();
                memory[round] = peer.residentMegabytes();
                gone[round] = peer.farewell();
            }
        }
        return "| " + name + " | " + Spread.of(answer) + " | " + Spread.of(cpu) + " | " + Spread.of(memory) + " | "
                + Spread.of(gone) + " |\n";
    }

    private static boolean isInPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder).resolve(program))) return true;
        }
        return false;
    }
}
