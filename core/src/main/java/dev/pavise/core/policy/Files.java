package dev.pavise.core.policy;

import java.util.Locale;

/// What becomes of pictures, documents and other files in what a server says.
public enum Files {
    /// They are read, and judged by the text in them.
    LOOK,
    /// They pass unread.
    PASS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
