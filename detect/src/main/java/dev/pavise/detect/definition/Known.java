package dev.pavise.detect.definition;

import dev.pavise.core.json.Value;
import dev.pavise.core.pin.Others;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What was found in definitions before, so that a list costs little once it was seen. Findings are
/// kept, no verdicts: what is allowed or approved is asked each time.
///
/// A finding depends on the definition's bytes, all of them; on the names of its list; on what other
/// servers show; and on the rules, which are those of one [Catalogue]. Whoever makes it depend on more
/// adds that to the key. Each server has room of its own, so that none makes another one's be forgotten.
final class Known {
    private static final int SERVERS_MAX = 64;
    private static final int DEFINITIONS_MAX = 2000;
    /// What holds more is looked at anew each time.
    private static final int FINDINGS_MAX = 16;

    /// Server, key, findings; each map in the order of use.
    private final Map<String, Map<String, List<Judged.At>>> byServer = inOrderOfUse();

    /// What the definitions of a list have in common, for their keys.
    static byte[] among(List<Shown> list, Others others) {
        MessageDigest digest = sha256();
        for (String each : new TreeSet<>(list.stream().map(Shown::name).toList())) add(digest, bytes(each));
        add(digest, bytes(others.digest()));
        return digest.digest();
    }

    static String key(Shown shown, byte[] among) {
        MessageDigest digest = sha256();
        digest.update(among);
        add(digest, bytes(shown.name()));
        Value value = shown.value();
        digest.update(value.json().bytes(), value.span().from(), value.bytes());
        return HexFormat.of().formatHex(digest.digest());
    }

    synchronized @Nullable List<Judged.At> of(String server, String key) {
        Map<String, List<Judged.At>> known = byServer.get(server);
        return known == null ? null : known.get(key);
    }

    synchronized void keep(String server, String key, List<Judged.At> findings) {
        if (findings.size() > FINDINGS_MAX) return;
        Map<String, List<Judged.At>> known = byServer.computeIfAbsent(server, _ -> inOrderOfUse());
        known.put(key, List.copyOf(findings));
        bound(known, DEFINITIONS_MAX);
        bound(byServer, SERVERS_MAX);
    }

    private static void bound(Map<String, ?> inOrderOfUse, int most) {
        if (inOrderOfUse.size() <= most) return;
        var oldest = inOrderOfUse.entrySet().iterator();
        oldest.next();
        oldest.remove();
    }

    private static <V> Map<String, V> inOrderOfUse() {
        return new LinkedHashMap<>(16, 0.75f, true);
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
