package dev.pavise.bench.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands between the clients and the server, as a process whose use of the machine can be read.
final class Middle implements AutoCloseable {
    private static final double CLOCK_TICK_MICROS = 10_000;
    private static final Pattern URL = Pattern.compile("\"url\":\"http://127\\.0\\.0\\.1:(\\d+)\"");
    private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

    private static final String NGINX = """
            daemon off; worker_processes 1; pid nginx.pid; error_log stderr crit;
            events { worker_connections 4096; }
            http {
              access_log off;
              client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
              keepalive_requests 1000000000;
              upstream echo { server 127.0.0.1:SERVER; keepalive 64; keepalive_requests 1000000000; }
              server {
                listen 127.0.0.1:OWN;
                location / { proxy_pass http://echo; proxy_http_version 1.1; proxy_set_header Connection ""; }
              }
            }
            """;

    /// Nobody calls so often, and so much at once; the rates would refuse it.
    private static final String CONFIG = """
            listen: 127.0.0.1:0
            rates:
              requests: { perSecond: 1000000, burst: 10000000 }
              toolCalls: { perSecond: 1000000, burst: 10000000 }
              concurrent: 100000
            servers:
              guarded: { url: "http://127.0.0.1:SERVER/mcp" }
              observed: { url: "http://127.0.0.1:SERVER/mcp", preset: observe }
            """;

    /// A place where the server is reached.
    ///
    /// @param key what Pavise lets in by, else empty
    record Door(int port, String path, String key) {
        String request(String method, String sessionId, String more, String message) {
            var head = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1:");
            head.append(port)
                    .append("\r\nAccept: application/json, text/event-stream\r\n")
                    .append(more);
            if (!key.isEmpty())
                head.append("Authorization: Bearer ").append(key).append("\r\n");
            if (!sessionId.isEmpty()) {
                head.append("Mcp-Session-Id: ").append(sessionId);
                head.append("\r\nMCP-Protocol-Version: 2025-11-25\r\n");
            }
            if (method.equals("POST")) head.append("Content-Type: application/json\r\n");
            return head.append("Content-Length: ").append(message.length()).append("\r\n\r\n") + message;
        }
    }

    private final Process process;
    private final int port;
    private final List<String> keys;
    private final double readyMillis;

    private Middle(Process process, int port, List<String> keys) {
        this(process, port, keys, 0);
    }

    private Middle(Process process, int port, List<String> keys, double readyMillis) {
        this.readyMillis = readyMillis;
        this.process = process;
        this.port = port;
        this.keys = keys;
    }

    static Middle echo(Path state) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = start(
                state,
                "",
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EchoServer.class.getName()));
        return new Middle(process, Integer.parseInt(line(process)), List.of());
    }

    /// Null where nginx is not installed.
    static @Nullable Middle nginx(Path state, int to) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/sbin/nginx"))) return null;
        int port;
        try (var free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var folder = Files.createDirectories(state.resolve("nginx"));
        var file = Files.writeString(
                folder.resolve("nginx.conf"), NGINX.replace("SERVER", "" + to).replace("OWN", "" + port));
        var process = start(state, "", List.of("/usr/sbin/nginx", "-p", folder.toString(), "-c", file.toString()));
        for (int i = 0; i < 100; i++) {
            try (var _ = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
                return new Middle(process, port, List.of());
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        throw new IOException("nginx does not listen");
    }

    /// `pavise serve` with so many keys, once it is ready.
    static Middle pavise(Path home, Path state, int to, int keyCount, String javaOptions) throws IOException {
        var folder = Files.createTempDirectory(state, "serve");
        var pavise = home.resolve("pavise").toString();
        var config = Files.writeString(folder.resolve("pavise.yaml"), CONFIG.replace("SERVER", "" + to))
                .toString();
        var add = new ArrayList<>(List.of(pavise, "keys", "add", "--json", "--config", config));
        for (int i = 0; i < keyCount; i++) add.add("client" + i);
        var keys = new ArrayList<String>();
        Matcher added =
                KEY.matcher(new String(start(folder, "", add).getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        while (added.find()) keys.add(added.group(1));
        if (keys.size() != keyCount) throw new IOException("no keys");
        long from = System.nanoTime();
        var process = start(folder, javaOptions, List.of(pavise, "serve", "--json", "--config", config));
        String ready = line(process);
        double millis = (System.nanoTime() - from) / 1e6;
        Matcher url = URL.matcher(ready);
        if (!url.find()) throw new IOException("not ready but " + ready);
        return new Middle(process, Integer.parseInt(url.group(1)), keys, millis);
    }

    private static Process start(Path state, String javaOptions, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PAVISE_STATE", state.toString());
        builder.environment().put("PAVISE_JAVA_OPTS", javaOptions);
        builder.environment().remove("JAVA_HOME");
        return builder.start();
    }

    private static String line(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        return line == null ? "" : line;
    }

    /// From its start to the line that says where it serves.
    double readyMillis() {
        return readyMillis;
    }

    int port() {
        return port;
    }

    Door plain() {
        return new Door(port, "/mcp", "");
    }

    /// @param server `guarded` or `observed`
    /// @param key which key's owner comes
    Door door(String server, int key) {
        return new Door(port, "/s/" + server + "/mcp", keys.get(key));
    }

    /// What the process and those that it started have used; Linux counts in ticks of 10 ms.
    double cpuMicros() throws IOException {
        double sum = cpuMicros(process.pid());
        for (ProcessHandle each : process.descendants().toList()) sum += cpuMicros(each.pid());
        return sum;
    }

    private static double cpuMicros(long pid) throws IOException {
        var line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int i = 11; i <= 14; i++) ticks += Long.parseLong(fields[i]);
        return ticks * CLOCK_TICK_MICROS;
    }

    double residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
        }
        throw new IOException("no VmRSS");
    }

    /// What its heap holds after a collection.
    double heapMegabytes() throws IOException {
        jcmd("GC.run");
        double kilobytes = 0;
        // Serial lists each generation, and the metaspace without "total".
        Matcher used = Pattern.compile("total \\d+K, used (\\d+)K").matcher(jcmd("GC.heap_info"));
        while (used.find()) kilobytes += Double.parseDouble(used.group(1));
        return kilobytes / 1024;
    }

    private String jcmd(String command) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var ran = new ProcessBuilder(jcmd, Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        return new String(ran.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
