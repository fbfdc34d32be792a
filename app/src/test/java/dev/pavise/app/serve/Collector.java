package dev.pavise.app.serve;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes traces by OTLP over HTTP (opentelemetry-proto 1, ExportTraceServiceRequest), as a collector
/// does.
final class Collector implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();

    final List<Span> spans = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /// @param kind 2 of a server, 3 of a client
    /// @param status 2 for an error
    record Span(
            String trace,
            String id,
            String parent,
            String name,
            long kind,
            Map<String, String> attributes,
            long status) {}

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")));
            bodies.add(new String(body, StandardCharsets.ISO_8859_1));
            for (byte[] resource : all(fields(body), 1))
                for (byte[] scope : all(fields(resource), 2))
                    for (byte[] span : all(fields(scope), 2)) spans.add(span(fields(span)));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /// Everything that came, as it came.
    String raw() {
        return String.join("\n", bodies);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static Span span(List<Field> fields) {
        var attributes = new LinkedHashMap<String, String>();
        for (byte[] each : all(fields, 9)) {
            List<Field> pair = fields(each);
            List<byte[]> text = all(fields(all(pair, 2).getFirst()), 1);
            attributes.put(
                    text(all(pair, 1)), text.isEmpty() ? "?" : new String(text.getFirst(), StandardCharsets.UTF_8));
        }
        List<byte[]> status = all(fields, 15);
        return new Span(
                hex(all(fields, 1)),
                hex(all(fields, 2)),
                hex(all(fields, 4)),
                text(all(fields, 5)),
                number(fields, 6),
                attributes,
                status.isEmpty() ? 0 : number(fields(status.getFirst()), 3));
    }

    private static String hex(List<byte[]> bytes) {
        return bytes.isEmpty() ? "" : HEX.formatHex(bytes.getFirst());
    }

    private static String text(List<byte[]> bytes) {
        return bytes.isEmpty() ? "" : new String(bytes.getFirst(), StandardCharsets.UTF_8);
    }

    /// A field of a message in Protocol Buffers: a number, or bytes.
    private record Field(int number, long value, byte[] bytes) {}

    private static List<byte[]> all(List<Field> fields, int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .map(Field::bytes)
                .toList();
    }

    private static long number(List<Field> fields, int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .mapToLong(Field::value)
                .findFirst()
                .orElse(0);
    }

    private static List<Field> fields(byte[] message) {
        var fields = new ArrayList<Field>();
        var at = new int[1];
        while (at[0] < message.length) {
            long tag = varint(message, at);
            int number = (int) (tag >>> 3);
            int length = switch ((int) (tag & 7)) {
                case 0 -> 0;
                case 1 -> 8;
                case 2 -> (int) varint(message, at);
                case 5 -> 4;
                default -> throw new IllegalStateException("no such type: " + tag);
            };
            long value = (tag & 7) == 0 ? varint(message, at) : 0;
            var bytes = new byte[length];
            System.arraycopy(message, at[0], bytes, 0, length);
            at[0] += length;
            fields.add(new Field(number, value, bytes));
        }
        return fields;
    }

    private static long varint(byte[] message, int[] at) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message[at[0]++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) return value;
        }
    }
}
