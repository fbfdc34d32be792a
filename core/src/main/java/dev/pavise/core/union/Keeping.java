package dev.pavise.core.union;

import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import java.util.List;

/// For how long a client may keep one answer that was several (2026-07-28, caching): as short as the shortest, and for
/// nobody else, because each principal has servers of its own.
final class Keeping {
    private static final int DIGITS_MAX = 15;

    private Keeping() {}

    /// @param areAll false where an answer is missing
    /// @return members of a JSON object
    static String of(List<Message.Result> answers, boolean areAll) {
        long least = answers.isEmpty() || !areAll ? 0 : Long.MAX_VALUE;
        for (Message.Result each : answers)
            least = Math.min(least, millis(each.result().member("ttlMs")));
        return "\"ttlMs\":" + least + ",\"cacheScope\":\"private\"";
    }

    private static long millis(@org.jspecify.annotations.Nullable Value ttl) {
        String raw = ttl == null ? "" : ttl.raw();
        return raw.matches("[0-9]{1," + DIGITS_MAX + "}") ? Long.parseLong(raw) : 0;
    }
}
