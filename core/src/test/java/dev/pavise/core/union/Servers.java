package dev.pavise.core.union;

import dev.pavise.core.json.Bounds;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Messages of servers `a`, `b` and `c`, with `'` for quotes.
final class Servers {
    private Servers() {}

    static Catalog three() {
        return new Catalog(List.of("a", "b", "c"));
    }

    static Message message(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        if (Reading.of(bytes, Bounds.DEFAULT) instanceof Reading.Read(Message message)) return message;
        throw new AssertionError("no message: " + json);
    }

    static Message.Request request(String method, String params) {
        return (Message.Request) message("{'jsonrpc':'2.0','id':1,'method':'" + method + "'"
                + (params.isEmpty() ? "" : ",'params':" + params) + "}");
    }

    static Message.Result result(String result) {
        return (Message.Result) message("{'jsonrpc':'2.0','id':1,'result':" + result + "}");
    }

    static Merging.Page page(String label, String result) {
        return new Merging.Page(label, true, result(result));
    }

    static void list(Catalog catalog, String label, String method, String result) {
        Merging.learn(method, page(label, result), catalog);
    }

    static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8).replace('"', '\'');
    }

    /// What the items of a list are called.
    static List<String> names(byte[] message, String member, String name) {
        var names = new ArrayList<String>();
        Value items = ((Message.Result) message(text(message))).result().member(member);
        for (Value each : items.elements()) names.add(each.string(name));
        return names;
    }
}
