package dev.pavise.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process that speaks MCP over its standard input and output: a server, or Pavise in front of one.
final class Peer implements AutoCloseable {
    private static final String HELLO = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"bench","version":"1"}}}""";

    private static final double CLOCK_TICK_MILLIS = 10;

    private final Process process;
    private final OutputStream toPeer;
    private final BufferedReader fromPeer;
    private final long startedNanos = System.nanoTime();

    Peer(List<String> command, Path state, String javaOptions) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PAVISE_STATE", state.toString());
        builder.environment().put("PAVISE_JAVA_OPTS", javaOptions);
        builder.environment().remove("JAVA_HOME");
        process = builder.start();
        toPeer = process.getOutputStream();
        fromPeer = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Milliseconds from the start of the process to its answer to `initialize`.
    double hello() throws IOException {
        ask(HELLO);
        return (System.nanoTime() - startedNanos) / 1e6;
    }

    String ask(String line) throws IOException {
        tell(line);
        var answer = fromPeer.readLine();
        if (answer == null || !answer.contains("\"result\"")) throw new IOException("no result but " + answer);
        return answer;
    }

    void tell(String line) throws IOException {
        toPeer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        toPeer.flush();
    }

    /// What the process itself has used, without its children; Linux counts in ticks of 10 ms.
    double cpuMillis() throws IOException {
        var line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * CLOCK_TICK_MILLIS;
    }

    double residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
        }
        throw new IOException("no VmRSS");
    }

    /// Milliseconds from the end of its input to its own end.
    double farewell() throws IOException, InterruptedException {
        long from = System.nanoTime();
        toPeer.close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) throw new IOException("still there after 30 s");
        return (System.nanoTime() - from) / 1e6;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
