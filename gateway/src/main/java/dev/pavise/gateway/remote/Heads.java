package dev.pavise.gateway.remote;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The part of a request's head that is the same in every request to one server, and what may stand in a head.
final class Heads {
    private Heads() {}

    /// RFC 9110, section 5.6.2.
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "!#$%&'*+-.^_`|~".indexOf(c) < 0) return false;
        }
        return !text.isEmpty();
    }

    /// RFC 9110, section 5.5, without the bytes beyond ASCII.
    static boolean isValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') return false;
        }
        return !text.startsWith(" ") && !text.endsWith(" ") && !text.startsWith("\t") && !text.endsWith("\t");
    }

    static byte[] common(Target target, Map<String, String> headers) {
        var head = new StringBuilder(256)
                .append("Host: ")
                .append(target.authority())
                .append("\r\nUser-Agent: pavise\r\nAccept-Encoding: identity\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static void add(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
