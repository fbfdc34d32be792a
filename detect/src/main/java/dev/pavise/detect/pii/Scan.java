package dev.pavise.detect.pii;

import dev.pavise.core.json.Span;
import java.util.function.Consumer;

/// The one pass over a text that finds candidates. From each token with a digit it goes forward over the tokens that
/// follow, at most 34 letters and digits; so its time grows with the text and no faster.
final class Scan {
    private static final int GROUPS_MAX = 9;
    private static final int LEAD_CHARS_MAX = 5;
    private static final int NONE = -1;

    private final String text;
    private final Consumer<Candidate> candidates;

    /// Where the last two tokens without a digit began, if each is tied to what comes next.
    private int lead = NONE;

    private int earlierLead = NONE;

    private Scan(String text, Consumer<Candidate> candidates) {
        this.text = text;
        this.candidates = candidates;
    }

    static void of(String text, Consumer<Candidate> candidates) {
        new Scan(text, candidates).scan();
    }

    static boolean isAlphanumeric(char c) {
        return c >= '0' && c <= '9' || (c | 32) >= 'a' && (c | 32) <= 'z';
    }

    private void scan() {
        int end = text.length();
        int i = 0;
        while (i < end) {
            if (!isAlphanumeric(text.charAt(i))) {
                i++;
                continue;
            }
            int from = i;
            boolean digit = false;
            for (; i < end && isAlphanumeric(text.charAt(i)); i++) digit |= text.charAt(i) <= '9';
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
        boolean plus = start > 0 && text.charAt(start - 1) == '+';
        int length = 0;
        long digits = 0;
        long breaks = 0;
        char separator = 0;
        int at = start;
        for (int group = 0; group < GROUPS_MAX; group++) {
            for (; at < text.length() && isAlphanumeric(text.charAt(at)); at++) {
                if (length == Candidate.LENGTH_MAX) return;
                if (text.charAt(at) <= '9') digits |= 1L << length;
                length++;
            }
            if (digits != 0 && !isTiedAfter(at)) {
                candidates.accept(new Candidate(new Span(start, at), length, digits, breaks, separator, plus));
            }
            int next = behindSeparator(at);
            if (next == NONE || isRowOfSingles(length, breaks)) return;
            char between = next == at + 1 ? plain(text.charAt(at)) : ' ';
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
        if (i < text.length() && text.charAt(i) == ')') i++;
        if (i < text.length() && plain(text.charAt(i)) != 0) i++;
        if (i == at || i - at == 1 && plain(text.charAt(at)) == ' ' || i - at == 1 && text.charAt(at) == '-') {
            if (i < text.length() && text.charAt(i) == '(') i++;
        }
        return i > at && i < text.length() && isAlphanumeric(text.charAt(i)) ? i : NONE;
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
        char c = text.charAt(start - 1);
        if (c == '@' || c == '%' || c == '$' || c == '€' || c == '£' || c == '¥') return true;
        char before = start > 1 ? text.charAt(start - 2) : ' ';
        return switch (plain(c)) {
            case '-', '/', '_' -> isAlphanumeric(before) || before == c;
            case '.', ':' -> before >= '0' && before <= '9';
            default -> false;
        };
    }

    private boolean isTiedAfter(int end) {
        if (end >= text.length()) return false;
        char c = text.charAt(end);
        if (c == '@') return true;
        boolean ties = plain(c) != 0 && plain(c) != ' ';
        return ties && end + 1 < text.length() && isAlphanumeric(text.charAt(end + 1));
    }
}
