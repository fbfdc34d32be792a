package dev.pavise.core.detect;

import java.util.Locale;

/// How much harm it would do if it is what it looks like.
public enum Severity {
    LOW,
    MEDIUM,
    HIGH;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
