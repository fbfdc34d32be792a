package dev.pavise.detect.pii;

import dev.pavise.core.json.Span;
import java.util.function.Consumer;

/// The one pass over a text that finds candidates. From each token with a digit it goes forward over the tokens that
/// follow, at most 34 letters and digits; so its time grows with the text and no faster.
final class Scan {
    private static final int GROUPS_MAX = 9;
    private static final int LEAD_CHARS_MAX = 5;
    private static final int NONE = -1;

    private final char[] units;
    private final Consumer<Candidate> candidates;

    /// Where the last two tokens without a digit began, if each is tied to what comes next.
    private int lead = NONE;

    private int earlierLead = NONE;

    private Scan(String text, Consumer<Candidate> candidates) {
        units = text.toCharArray();
        this.candidates = candidates;
    }

    static void of(String text, Consumer<Candidate> candidates) {
        new Scan(text, candidates).scan();
    }

    static boolean isAlphanumeric(char c) {
        return c >= '0' && c <= '9' || (c | 32) >= 'a' && (c | 32) <= 'z';
    }

    private void scan() {
        int end = units.length;
        int i = 0;
        while (i < end) {
            if (!isAlphanumeric(units[i])) {
                i++;
                continue;
            }
            int from = i;
            boolean digit = false;
            for (; i < end && isAlphanumeric(units[i]); i++) digit |= units[i] <= '9';
            if (digit) {
                if (earlierLead != NONE) from(earlierLead);
                if (lead != NONE) from(lead);
                from(from);
            }
            boolean leads = !digit && i - from <= LEAD_CHARS_MAX && behindSeparator(i) != NONE;
            earlierLead = leads ? lead : NONE;
            lead = leads ? from : NONE;
        }
    }

    /// All candidates that begin here.
    private void from(int start) {
        if (isTiedBefore(start)) return;
        boolean plus = start > 0 && units[start - 1] == '+';
        int length = 0;
        long digits = 0;
        long breaks = 0;
        char separator = 0;
        int at = start;
        for (int group = 0; group < GROUPS_MAX; group++) {
            for (; at < units.length && isAlphanumeric(units[at]); at++) {
                if (length == Candidate.LENGTH_MAX) return;
                if (units[at] <= '9') digits |= 1L << length;
                length++;
            }
            if (digits != 0 && !isTiedAfter(at)) {
                candidates.accept(new Candidate(new Span(start, at), length, digits, breaks, separator, plus));
            }
            int next = behindSeparator(at);
            if (next == NONE || isRowOfSingles(length, breaks)) return;
            char between = next == at + 1 ? plain(units[at]) : ' ';
            separator = separator == 0 || separator == between ? between : Candidate.MIXED;
            breaks |= 1L << length;
            at = next;
        }
    }

    /// Three groups of one character in a row are a list, and no number is written so.
    private static boolean isRowOfSingles(int length, long breaks) {
        return length >= 3 && (breaks >>> length - 2 & 3) == 3 && (length == 3 || (breaks >>> length - 3 & 1) == 1);
    }

    /// Where the next token of the same number begins: behind one separator, or a parenthesis and a separator.
    private int behindSeparator(int at) {
        int i = at;
        if (i < units.length && units[i] == ')') i++;
        if (i < units.length && plain(units[i]) != 0) i++;
        if (i == at || i - at == 1 && plain(units[at]) == ' ' || i - at == 1 && units[at] == '-') {
            if (i < units.length && units[i] == '(') i++;
        }
        return i > at && i < units.length && isAlphanumeric(units[i]) ? i : NONE;
    }

    /// A separator in its plain form: a space, a hyphen, or itself; 0 for what is none.
    private static char plain(char c) {
        return switch (c) {
            case ' ', '\u00a0', '\u2009', '\u202f', '\u3000' -> ' ';
            case '-', '\u2010', '\u2011', '\u2012', '\u2013' -> '-';
            case '.', '/', '_', ':' -> c;
            default -> 0;
        };
    }

    private boolean isTiedBefore(int start) {
        if (start == 0) return false;
        char c = units[start - 1];
        if (c == '@' || c == '%' || c == '$' || c == '€' || c == '£' || c == '¥') return true;
        char before = start > 1 ? units[start - 2] : ' ';
        return switch (plain(c)) {
            case '-', '/', '_' -> isAlphanumeric(before) || before == c;
            case '.', ':' -> before >= '0' && before <= '9';
            default -> false;
        };
    }

    private boolean isTiedAfter(int end) {
        if (end >= units.length) return false;
        char c = units[end];
        if (c == '@') return true;
        boolean ties = plain(c) != 0 && plain(c) != ' ';
        return ties && end + 1 < units.length && isAlphanumeric(units[end + 1]);
    }
}
