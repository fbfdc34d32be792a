package dev.pavise.ledger;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Reason;
import dev.pavise.ledger.tree.Tiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/// Evidence as canonical JSON (RFC 8785), which is what is hashed into the tree and never rewritten. Empty members
/// are left out. Written by hand, because the writer is on the way of every message.
///
/// ```
/// {"at":"2026-11-24T05:31:00.123456789Z","cut":3,"enforced":true,"id":"e7f2-14","kind":"request",
///  "method":"tools/call","note":"…","principal":"…","reasons":[{"place":"/params","rule":"…","seen":"…"}],
///  "received":"SHA-256","receivedBytes":1204,"rpcId":"7","ruling":"denied","sent":"SHA-256","sentBytes":211,
///  "server":"files","subject":"read_file","way":"to-server"}
/// ```
///
/// `at` has nine digits of a second always, so that text sorts as time. `cut` is there only when the evidence was too
/// large for an entry: strings were shortened, and it counts the reasons left out.
final class EvidenceJson {
    private static final int TEXT_MAX = 1000;

    // The seconds of the years 0000 to 9999.
    private static final long EARLIEST = -62_167_219_200L;
    private static final long LATEST = 253_402_300_799L;

    private static final String HEX = "0123456789abcdef";

    private EvidenceJson() {}

    static byte[] write(Evidence evidence) {
        // Longer strings than an entry can hold are cut in this first try too, or hostile ones would fill the memory.
        byte[] whole = write(evidence, evidence.reasons(), -1, Tiles.ENTRY_BYTES_MAX);
        if (whole.length <= Tiles.ENTRY_BYTES_MAX) return whole;
        List<Reason> reasons = evidence.reasons();
        int kept = reasons.size();
        while (true) {
            byte[] cut = write(evidence, reasons.subList(0, kept), reasons.size() - kept, TEXT_MAX);
            if (cut.length <= Tiles.ENTRY_BYTES_MAX) return cut;
            kept /= 2;
        }
    }

    private static byte[] write(Evidence evidence, List<Reason> reasons, int cut, int textMax) {
        var json = new Json(new StringBuilder(640), textMax);
        json.out.append("{\"at\":\"");
        time(json.out, evidence.at());
        json.out.append('"');
        if (cut >= 0) json.number("cut", cut);
        json.out.append(",\"enforced\":").append(evidence.enforced());
        json.text("id", evidence.id());
        json.text("kind", word(evidence.kind()));
        json.text("method", evidence.method());
        json.text("note", evidence.note());
        json.text("principal", evidence.principal());
        if (!reasons.isEmpty()) json.reasons(reasons);
        json.text("received", evidence.received());
        json.number("receivedBytes", evidence.receivedBytes());
        json.text("rpcId", evidence.rpcId());
        json.text("ruling", word(evidence.ruling()));
        json.text("sent", evidence.sent());
        json.number("sentBytes", evidence.sentBytes());
        json.text("server", evidence.server());
        json.text("subject", evidence.subject());
        json.text("way", word(evidence.way()));
        json.out.append('}');
        return json.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// How an enum's constant is written: `TO_SERVER` as `to-server`.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// RFC 3339 in UTC with nine digits of a second.
    static String time(Instant at) {
        var out = new StringBuilder(30);
        time(out, at);
        return out.toString();
    }

    /// A member as it is written: `"server":"files"`.
    static String member(String name, String value) {
        var json = new Json(new StringBuilder(), Tiles.ENTRY_BYTES_MAX);
        json.text(name, value);
        return json.out.substring(1);
    }

    private static void time(StringBuilder out, Instant at) {
        if (at.getEpochSecond() < EARLIEST || at.getEpochSecond() > LATEST) {
            throw new IllegalArgumentException("RFC 3339 has no such year (" + at.getEpochSecond() + " s since 1970)");
        }
        OffsetDateTime utc = at.atOffset(ZoneOffset.UTC);
        digits(out, utc.getYear(), 4).append('-');
        digits(out, utc.getMonthValue(), 2).append('-');
        digits(out, utc.getDayOfMonth(), 2).append('T');
        digits(out, utc.getHour(), 2).append(':');
        digits(out, utc.getMinute(), 2).append(':');
        digits(out, utc.getSecond(), 2).append('.');
        digits(out, utc.getNano(), 9).append('Z');
    }

    private static StringBuilder digits(StringBuilder out, int number, int width) {
        int ten = 1;
        for (int i = 1; i < width; i++) ten *= 10;
        for (; ten > 0; ten /= 10) out.append((char) ('0' + number / ten % 10));
        return out;
    }

    private record Json(StringBuilder out, int textMax) {
        void text(String name, String value) {
            if (value.isEmpty()) return;
            out.append(",\"").append(name).append("\":");
            string(value);
        }

        void number(String name, long value) {
            if (value != 0 || name.equals("cut"))
                out.append(",\"").append(name).append("\":").append(value);
        }

        void reasons(List<Reason> reasons) {
            out.append(",\"reasons\":[");
            for (int i = 0; i < reasons.size() && out.length() <= Tiles.ENTRY_BYTES_MAX; i++) {
                Reason reason = reasons.get(i);
                out.append(i == 0 ? "{\"place\":" : ",{\"place\":");
                string(reason.place());
                out.append(",\"rule\":");
                string(reason.rule());
                out.append(",\"seen\":");
                string(reason.seen());
                out.append('}');
            }
            out.append(']');
        }

        private void string(String value) {
            int end = value.length() > textMax ? textMax : value.length();
            out.append('"');
            for (int i = 0; i < end; i++) {
                char c = value.charAt(i);
                if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                    out.append(c);
                } else if (Character.isHighSurrogate(c)
                        && i + 1 < end
                        && Character.isLowSurrogate(value.charAt(i + 1))) {
                    out.append(c).append(value.charAt(++i));
                } else {
                    escaped(c);
                }
            }
            if (end < value.length()) out.append("… (").append(value.length()).append(" characters)");
            out.append('"');
        }

        private void escaped(char c) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    out.append("\\u");
                    for (int shift = 12; shift >= 0; shift -= 4) out.append(HEX.charAt(c >> shift & 0xF));
                }
            }
        }
    }
}
