package dev.pavise.detect.engine;

import dev.pavise.detect.rule.Lexicon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds the words of a word list in a layer.
final class Concepts {
    private static final Comparator<Hit> ORDER =
            Comparator.comparingInt(Hit::from).thenComparingInt(Hit::to);

    /// Found by its shape, in every language.
    private static final String MAIL_ADDRESS = "mail-address";

    /// The number of an account, found by its shape where the text is about money.
    private static final String ACCOUNT_NUMBER = "account-number";

    private static final String MONEY = "money";

    /// What is found otherwise than by words.
    static final List<String> SHAPES = List.of(MAIL_ADDRESS, ACCOUNT_NUMBER);

    /// Digits by themselves, and letters and digits with at least so many digits (ISO 13616: 15 to 34).
    private static final int ACCOUNT_DIGITS_MIN = 7;

    private static final int ACCOUNT_MIN = 15;
    private static final int ACCOUNT_MAX = 64;

    private static final int NAME_MAX = 64;
    private static final int DOMAIN_MAX = 255;

    private final Lexicon lexicon;
    private final int address;
    private final int account;
    private final int money;

    Concepts(Lexicon lexicon) {
        this.lexicon = lexicon;
        address = Engine.number(lexicon, MAIL_ADDRESS);
        account = Engine.number(lexicon, ACCOUNT_NUMBER);
        money = Engine.number(lexicon, MONEY);
    }

    /// All places, in the order of the text.
    List<Hit> in(String text) {
        var hits = new ArrayList<Hit>();
        lexicon.matcher().scan(text, (term, end) -> {
            int from = end - lexicon.length(term);
            if (!lexicon.isInner(term) && !isStart(text, from)) return;
            if (!lexicon.isOpen(term) && !isEnd(text, end)) return;
            hits.add(new Hit(lexicon.concept(term), from, end));
        });
        addresses(text, hits);
        if (hits.stream().anyMatch(each -> each.concept() == money)) accounts(text, hits);
        hits.sort(ORDER);
        return hits;
    }

    /// Mail addresses, by their shape.
    private void addresses(String text, List<Hit> hits) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int from = at;
            while (from > 0 && at - from < NAME_MAX && isOfAddress(text.charAt(from - 1))) from--;
            int to = at + 1;
            while (to < text.length() && to - at < DOMAIN_MAX && isOfAddress(text.charAt(to))) to++;
            while (text.charAt(to - 1) == '.') to--;
            int dot = to - 1;
            while (dot > at && text.charAt(dot) != '.') dot--;
            if (from < at && dot > at + 1 && to > dot + 2) hits.add(new Hit(address, from, to));
        }
    }

    private void accounts(String text, List<Hit> hits) {
        for (int at = 0; at < text.length(); at++) {
            int from = at;
            int digits = 0;
            for (; at < text.length() && isPlain(text.charAt(at)); at++) if (text.charAt(at) <= '9') digits++;
            int length = at - from;
            boolean isNumber = digits == length ? digits >= ACCOUNT_DIGITS_MIN : length >= ACCOUNT_MIN;
            if (digits >= ACCOUNT_DIGITS_MIN && isNumber && length <= ACCOUNT_MAX) hits.add(new Hit(account, from, at));
        }
    }

    private static boolean isPlain(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z';
    }

    /// Letters of both parts (RFC 5321, section 4.1.2, the common ones).
    private static boolean isOfAddress(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_' || c == '+';
    }

    static boolean isStart(String text, int at) {
        return at == 0 || !isSpelt(text.charAt(at)) || !isWord(text.charAt(at - 1));
    }

    static boolean isEnd(String text, int at) {
        return at == text.length() || !isSpelt(text.charAt(at - 1)) || !isWord(text.charAt(at));
    }

    private static boolean isWord(char c) {
        return c < 0x80
                ? c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_'
                : Character.isLetterOrDigit(c) && isSpelt(c);
    }

    /// Whether words of this letter's script stand apart. Those of Chinese, Japanese and Korean do not.
    private static boolean isSpelt(char c) {
        if (c < 0x80) return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
        return c < 0x0E00 || c >= 0x1E00 && c < 0x2000;
    }
}
