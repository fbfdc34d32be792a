package dev.pavise.detect.pii;

import static dev.pavise.core.detect.Severity.LOW;
import static dev.pavise.core.detect.Severity.MEDIUM;

import dev.pavise.core.json.Span;
import dev.pavise.detect.near.Topic;
import java.util.List;

/// Addresses of the net: e-mail (RFC 5322, the part that people use), IP (RFC 791; RFC 4291), hardware, and hosts of
/// URLs. Found by the sign that each has: `@`, `.`, `:`.
final class Network {
    private static final int LOCAL_CHARS_MAX = 64;
    private static final int HOST_CHARS_MAX = 255;
    private static final int GROUPS = 8;
    private static final int IPV6_CHARS_MAX = 45;

    private static final Topic NAMED = Topic.of("ip", "ipv4", "ipv6", "address", "host", "client", "gateway", "ssh");
    private static final Topic HARDWARE = Topic.of("mac", "hardware", "ethernet", "wifi", "physical address");
    private static final Topic MAIL = Topic.of("email", "e mail", "mail", "contact", "correo", "courriel", "邮箱", "メール");
    private static final Topic VERSION = Topic.of("version", "v", "release", "build");

    static final List<Topic> TOPICS = List.of(NAMED, HARDWARE, MAIL, VERSION);

    private final String text;
    private final Found found;

    Network(String text, Found found) {
        this.text = text;
        this.found = found;
    }

    void look() {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) mail(at);
        for (int at = text.indexOf('.'); at >= 0; at = text.indexOf('.', at + 1)) {
            if (isDigit(at - 1) && isDigit(at + 1)) at = Math.max(at, dotted(at));
        }
        for (int at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
            if (text.startsWith("://", at)) url(at);
            else at = Math.max(at, colons(at));
        }
    }

    private void mail(int at) {
        int from = at;
        while (from > 0 && at - from < LOCAL_CHARS_MAX && isLocal(text.charAt(from - 1))) from--;
        while (from < at && text.charAt(from) == '.') from++;
        int to = host(at + 1);
        if (from < at && to > 0 && text.charAt(at - 1) != '.')
            found.add("EMAIL_ADDRESS", MEDIUM, 0.8, new Span(from, to), MAIL);
    }

    private static boolean isLocal(char c) {
        return Scan.isAlphanumeric(c) || c >= 0x80 && Character.isLetter(c) || "._%+-".indexOf(c) >= 0;
    }

    /// Where a host's name that begins here ends; 0 where there is none with a top-level domain.
    private int host(int from) {
        int to = from;
        int label = from;
        int dots = 0;
        for (; to < text.length() && to - from < HOST_CHARS_MAX; to++) {
            char c = text.charAt(to);
            if (c == '.' && to > label && to + 1 < text.length() && isLabel(text.charAt(to + 1))) {
                dots++;
                label = to + 1;
            } else if (!isLabel(c) && (c != '-' || to == label)) {
                break;
            }
        }
        while (to > label && text.charAt(to - 1) == '-') to--;
        boolean top = to - label >= 2 && (!isDigit(label) || text.startsWith("xn--", label));
        return dots > 0 && top ? to : 0;
    }

    private static boolean isLabel(char c) {
        return Scan.isAlphanumeric(c) || c >= 0x80 && Character.isLetter(c);
    }

    private void url(int at) {
        int from = at;
        while (from > 0 && at - from < 10 && (text.charAt(from - 1) | 32) >= 'a' && (text.charAt(from - 1) | 32) <= 'z')
            from--;
        int to = host(at + 3);
        if (from < at && to > 0) found.add("URL", LOW, 0.02, new Span(from, to), Topic.of());
    }

    /// Four numbers of at most 255 and nothing tied to them; where the digits and dots end.
    private int dotted(int dot) {
        int from = dot;
        while (isDigit(from - 1)) from--;
        int to = from;
        while (to < text.length() && (isDigit(to) || text.charAt(to) == '.' && isDigit(to + 1))) to++;
        boolean apart =
                (from == 0 || !isTied(text.charAt(from - 1))) && (to == text.length() || !isWord(text.charAt(to)));
        if (apart && isIpv4(text.substring(from, Math.min(to, from + 16)))) {
            boolean any = text.startsWith("0.0.0.0", from) && to - from == 7;
            found.add("IP_ADDRESS", LOW, any ? 0.1 : 0.5, new Span(from, to), NAMED, VERSION);
        }
        return to;
    }

    private static boolean isTied(char c) {
        return isWord(c) || c == '.' || c == ':';
    }

    private static boolean isWord(char c) {
        return Scan.isAlphanumeric(c) || c == '_';
    }

    static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) return false;
        for (String part : parts) {
            boolean digits = part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits || part.isEmpty() || part.length() > 3 || Integer.parseInt(part) > 255) return false;
        }
        return true;
    }

    /// Six groups of two are hardware's, eight or fewer with `::` of the net; where the run of digits and colons ends.
    private int colons(int colon) {
        int from = colon;
        while (from > 0 && colon - from < 4 && isHex(text.charAt(from - 1))) from--;
        int to = colon;
        while (to < text.length() && isPart(text.charAt(to))) to++;
        int end = to;
        while (end > from && text.charAt(end - 1) == '.') end--;
        boolean apart = (from == 0 || !isWord(text.charAt(from - 1)) && text.charAt(from - 1) != ':')
                && (end == text.length() || !isWord(text.charAt(end)));
        if (apart && end - from <= IPV6_CHARS_MAX) {
            String run = text.substring(from, end);
            Span span = new Span(from, end);
            if (run.length() == 17 && isHardware(run)) found.add("MAC_ADDRESS", LOW, 0.7, span, HARDWARE);
            else if (isIpv6(run)) found.add("IP_ADDRESS", LOW, 0.55, span, NAMED);
        }
        return to;
    }

    private static boolean isPart(char c) {
        return isHex(c) || c == ':' || c == '.';
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || (c | 32) >= 'a' && (c | 32) <= 'f';
    }

    private static boolean isHardware(String run) {
        for (int i = 0; i < run.length(); i++) {
            if ((run.charAt(i) == ':') != (i % 3 == 2)) return false;
        }
        return run.indexOf('.') < 0
                && run.chars().filter(c -> c != ':').distinct().count() > 1;
    }

    /// With a digit in it, so that no name of a programming language is one.
    static boolean isIpv6(String run) {
        if (run.chars().noneMatch(c -> c >= '0' && c <= '9')) return false;
        int gap = run.indexOf("::");
        if (gap < 0) return groups(run) == GROUPS;
        if (run.indexOf("::", gap + 1) >= 0) return false;
        int before = groups(run.substring(0, gap));
        int after = groups(run.substring(gap + 2));
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /// How many groups of sixteen bits; below 0 where something else stands there.
    private static int groups(String part) {
        if (part.isEmpty()) return 0;
        String[] groups = part.split(":", -1);
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            if (i == groups.length - 1 && isIpv4(groups[i])) return count + 2;
            if (groups[i].isEmpty() || groups[i].length() > 4 || groups[i].indexOf('.') >= 0) return -GROUPS;
            count++;
        }
        return count;
    }

    private boolean isDigit(int at) {
        return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
