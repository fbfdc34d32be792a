package dev.pavise.app.admin;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The values that a label may have: the first so many that come, and `other` for the rest.
final class Words {
    static final String OTHER = "other";

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final int most;

    Words(int most) {
        this.most = most;
    }

    String of(String word) {
        if (known.contains(word)) return word;
        if (known.size() >= most) return OTHER;
        known.add(word);
        return word;
    }
}
