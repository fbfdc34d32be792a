package dev.pavise.gateway.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// An MCP client that writes its HTTP itself, each request on a connection of its own unless it is given one.
final class Client {
    private final Front front;
    private final String path;
    private String key;
    String session = "";
    String version = "";

    /// @param server empty for all of them
    Client(Front front, String key, String server) {
        this.front = front;
        this.key = key;
        path = server.isEmpty() ? "/mcp" : "/s/" + server + "/mcp";
    }

    Client as(String other) {
        key = other;
        return this;
    }

    void initialize(String revision) throws IOException {
        HttpWire.Answer answer = post(handshake(revision));
        if (answer.status() != 200) throw new IOException("no handshake: " + answer);
        session = answer.header("mcp-session-id");
        version = revision;
        HttpWire.Answer told = post("{'jsonrpc':'2.0','method':'notifications/initialized'}");
        if (told.status() != 202) throw new IOException("not initialized: " + told);
    }

    static String handshake(String revision) {
        return "{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'" + revision
                + "','capabilities':{'roots':{}},'clientInfo':{'name':'c','version':'1'}}}";
    }

    static String call(Object id, String tool) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'tools/call','params':{'name':'" + tool
                + "','arguments':{},'_meta':{'progressToken':'t" + id + "'}}}";
    }

    /// A reply that is read to its end; of a stream, the data of its events.
    HttpWire.Answer post(String json, String... headers) throws IOException {
        try (HttpWire wire = open(json, headers)) {
            HttpWire.Answer answer = wire.reply();
            if (!answer.isStream()) return answer;
            String told = String.join("\n", HttpStreamsTest.rest(wire));
            return new HttpWire.Answer(answer.status(), answer.headers(), told);
        }
    }

    /// A message on its way: what is read next is its reply.
    HttpWire open(String json, String... headers) throws IOException {
        return front.wire().send(request("POST", json, headers));
    }

    HttpWire get(String... headers) throws IOException {
        return front.wire().send(request("GET", "", headers));
    }

    HttpWire.Answer delete() throws IOException {
        try (HttpWire wire = front.wire().send(request("DELETE", ""))) {
            return wire.reply();
        }
    }

    String request(String method, String json, String... headers) {
        String body = json.replace('\'', '"');
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        add(head, "Host", front.host(), headers);
        add(head, "Accept", "application/json, text/event-stream", headers);
        if (!key.isEmpty()) add(head, "Authorization", "Bearer " + key, headers);
        if (!session.isEmpty()) add(head, "Mcp-Session-Id", session, headers);
        if (!version.isEmpty()) add(head, "MCP-Protocol-Version", version, headers);
        if (method.equals("POST")) {
            add(head, "Content-Type", "application/json", headers);
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            add(head, "Content-Length", Integer.toString(length), headers);
        }
        for (String header : headers)
            if (!header.endsWith(":")) head.append(header).append("\r\n");
        return head + "\r\n" + body;
    }

    /// Unless the request has another one, or, by `Name:`, none.
    private static void add(StringBuilder head, String name, String value, String... others) {
        for (String other : others) if (other.regionMatches(true, 0, name + ":", 0, name.length() + 1)) return;
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
