package dev.pavise.bench;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A server with one tool, which answers with as many letters as it is asked for.
final class Echo {
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final Pattern LETTERS = Pattern.compile("\"letters\":(\\d+)");
    private static final String INTRODUCTION = """
            {"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"echo","version":"1"}}""";
    private static final String TOOLS = """
            {"tools":[{"name":"echo","description":"Answers with letters","inputSchema":{"type":"object","properties":\
            {"letters":{"type":"integer"},"text":{"type":"string"}},"required":["letters"]}}]}""";

    private Echo() {}

    public static void main(String[] args) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 17);
        OutputStream out = new BufferedOutputStream(System.out, 1 << 17);
        for (String line; (line = in.readLine()) != null; ) {
            var id = ID.matcher(line);
            if (!id.find()) continue;
            var answer = "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ",\"result\":" + result(line) + "}\n";
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private static String result(String line) {
        if (line.contains("\"initialize\"")) return INTRODUCTION;
        if (line.contains("\"tools/list\"")) return TOOLS;
        var letters = LETTERS.matcher(line);
        int count = letters.find() ? Integer.parseInt(letters.group(1)) : 1;
        return "{\"content\":[{\"type\":\"text\",\"text\":\"" + "abcdefg ".repeat(count / 8) + "\"}]}";
    }
}
