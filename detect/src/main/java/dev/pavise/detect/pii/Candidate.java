package dev.pavise.detect.pii;

import dev.pavise.core.json.Span;

/// Letters and digits that may be one number, in groups.
///
/// @param length letters and digits, separators left out; at most 34
/// @param digits bit i is set where the one at i is a digit
/// @param breaks bit i is set where a separator stands before the one at i
/// @param separator the one between its groups; 0 where it is one group, `*` where they differ
/// @param plus it stands behind a plus sign
record Candidate(Span span, int length, long digits, long breaks, char separator, boolean plus) {
    static final char MIXED = '*';
    static final int LENGTH_MAX = 34;

    /// In capitals, without separators.
    String code(String text) {
        var code = new StringBuilder(length);
        for (int i = span.from(); i < span.to(); i++) {
            char c = text.charAt(i);
            if (Scan.isAlphanumeric(c)) code.append(c >= 'a' ? (char) (c - 32) : c);
        }
        return code.toString();
    }
}
