package dev.pavise.detect.wallet;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Severity;
import dev.pavise.core.json.Span;
import dev.pavise.detect.near.Mentions;
import dev.pavise.detect.near.Topic;
import dev.pavise.detect.near.Vocabulary;
import dev.pavise.detect.wallet.WordLists.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Mnemonics of BIP-39. A text is probed at every twelfth word: where none of those is in a list, no twelve words in a
/// row are. Around a hit the row of list words is walked once, and what in it has a right checksum is found.
///
/// What is no secret: rows in the order of the list (a dictionary), and most rows of honest prose, whose `the`, `of`
/// and `and` are in no list. Of the others, one row of twelve words in sixteen fits by chance.
final class Mnemonics {
    private static final int WORDS_MIN = 12;
    private static final int[] WORDS = {24, 21, 18, 15, 12};
    private static final int WORD_BITS = 11;
    private static final int GAP_CHARS_MAX = 24;
    /// For each text. More is no mnemonic but a flood of them, which is told as one finding.
    private static final int CHECKS_MAX = 4096;

    private static final Topic NAMED = Topic.of(
            "mnemonic",
            "seed phrase",
            "recovery phrase",
            "secret phrase",
            "seed words",
            "recovery words",
            "backup phrase",
            "wallet seed",
            "seed",
            "bip39",
            "bip 39",
            "frase semilla",
            "frase de recuperación",
            "phrase de récupération",
            "frase di recupero",
            "frase de recuperação",
            "ニーモニック",
            "シードフレーズ",
            "復元フレーズ",
            "니모닉",
            "시드",
            "복구 구문",
            "助记词",
            "助記詞",
            "种子",
            "種子");

    private static final Vocabulary VOCABULARY = new Vocabulary(List.of(NAMED));

    /// Words of the text whose checksum is right, `to` exclusive.
    private record Window(int from, int to) {
        int words() {
            return to - from;
        }
    }

    private final String text;
    private final Runs runs;
    private final List<Finding> found = new ArrayList<>();
    private int checks;
    private @Nullable Mentions mentions;

    private Mnemonics(String text, Runs runs) {
        this.text = text;
        this.runs = runs;
    }

    static List<Finding> in(String text, Runs runs) {
        var mnemonics = new Mnemonics(text, runs);
        mnemonics.look();
        return mnemonics.found;
    }

    private void look() {
        int seen = 0;
        for (int word = 0; word < runs.words(); word++) {
            if (isRow(runs.from(word), runs.to(word))) unparted(runs.from(word), runs.to(word));
        }
        for (int probe = WORDS_MIN - 1; probe < runs.words(); probe += WORDS_MIN) {
            if (probe < seen || places(probe) == null) continue;
            int from = probe;
            while (from > seen && joined(from) && places(from - 1) != null) from--;
            List<short[]> row = new ArrayList<>();
            seen = from;
            for (short[] places = places(from); places != null; places = next(seen)) {
                row.add(places);
                seen++;
            }
            if (row.size() >= WORDS_MIN) {
                for (int column = 0; column < WordLists.LANGUAGES.size(); column++) row(column, from, row);
            }
        }
    }

    private short @Nullable [] next(int word) {
        return word < runs.words() && joined(word) ? places(word) : null;
    }

    private short @Nullable [] places(int word) {
        return WordLists.places(text, runs.from(word), runs.to(word));
    }

    private boolean joined(int word) {
        return runs.from(word) - runs.to(word - 1) <= GAP_CHARS_MAX;
    }

    /// The parts of a row that are of one language, each looked through.
    private void row(int column, int first, List<short[]> row) {
        int from = 0;
        for (int i = 0; i <= row.size(); i++) {
            if (i < row.size() && row.get(i)[column] >= 0) continue;
            if (i - from >= WORDS_MIN) {
                int[] bits = new int[i - from];
                for (int k = 0; k < bits.length; k++) bits[k] = row.get(from + k)[column];
                windows(WordLists.LANGUAGES.get(column), first + from, bits);
            }
            from = i + 1;
        }
    }

    /// Where lines or quotes say what belongs together, they are believed. Elsewhere all that may be part of a mnemonic
    /// is one finding: which of the words around it are no part of it, nobody can tell.
    private void windows(Language language, int first, int[] bits) {
        List<Window> fitting = new ArrayList<>();
        for (int at = 0; at + WORDS_MIN <= bits.length; at++) {
            for (int words : WORDS) {
                if (at + words > bits.length || isSorted(bits, at, words)) continue;
                if (checks++ >= CHECKS_MAX) {
                    add(span(first + at, first + bits.length), 0.6, "a flood of mnemonic words");
                    return;
                }
                if (fits(bits, at, words)) fitting.add(new Window(first + at, first + at + words));
            }
        }
        List<Window> alone = fitting.stream()
                .filter(window -> window.words() == bits.length || isLine(span(window.from(), window.to())))
                .toList();
        int seen = 0;
        for (Window window : alone) {
            if (window.from() >= seen) tell(language, window, true, isNamed(window));
            seen = Math.max(seen, window.to());
        }
        if (alone.isEmpty()) together(language, fitting);
    }

    /// Windows that overlap, as one.
    private void together(Language language, List<Window> fitting) {
        for (int i = 0; i < fitting.size(); ) {
            Window all = fitting.get(i);
            boolean named = isNamed(all);
            for (i++; i < fitting.size() && fitting.get(i).from() < all.to(); i++) {
                named |= isNamed(fitting.get(i));
                all = new Window(all.from(), Math.max(all.to(), fitting.get(i).to()));
            }
            tell(language, all, false, named);
        }
    }

    private boolean isNamed(Window window) {
        return isNamed(span(window.from(), window.to()));
    }

    private boolean isNamed(Span span) {
        if (mentions == null) mentions = VOCABULARY.in(text);
        return mentions.near(span).contains(NAMED);
    }

    private void tell(Language language, Window window, boolean alone, boolean named) {
        boolean shortest = window.words() == WORDS_MIN;
        double confidence = named ? alone ? 0.99 : 0.9 : alone ? shortest ? 0.85 : 0.95 : shortest ? 0.55 : 0.75;
        add(span(window.from(), window.to()), confidence, described(window.words(), language));
    }

    private Span span(int first, int end) {
        return new Span(runs.from(first), runs.to(end - 1));
    }

    private static boolean isSorted(int[] bits, int at, int words) {
        for (int i = at + 1; i < at + words; i++) if (bits[i] <= bits[i - 1]) return false;
        return true;
    }

    /// The last bits, one for each three words, are the first ones of the SHA-256 of the others.
    static boolean fits(int[] places, int at, int words) {
        int checkBits = words / 3;
        int entropyBits = words * WORD_BITS - checkBits;
        byte[] all = new byte[(words * WORD_BITS + 7) / 8];
        for (int bit = 0; bit < words * WORD_BITS; bit++) {
            int one = places[at + bit / WORD_BITS] >> WORD_BITS - 1 - bit % WORD_BITS & 1;
            all[bit / 8] |= (byte) (one << 7 - bit % 8);
        }
        byte[] hash = Digests.sha256(Arrays.copyOf(all, entropyBits / 8));
        int check = all[entropyBits / 8] & 0xff;
        return check >> 8 - checkBits == (hash[0] & 0xff) >> 8 - checkBits;
    }

    private static String described(int words, Language language) {
        return "a wallet's mnemonic: %d words of the %s list, checksum right".formatted(words, language.word());
    }

    /// Whether nothing but the mnemonic stands on its lines, numbers and quotes aside.
    private boolean isLine(Span span) {
        return isBorder(span.from() - 1, -1) && isBorder(span.to(), 1);
    }

    private boolean isBorder(int at, int step) {
        for (int i = at, tried = 0; i >= 0 && i < text.length() && tried < GAP_CHARS_MAX; i += step, tried++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || c == '"' || c == '`' || c == ':' || c == '=') return true;
            if (Character.isLetter(c)) return false;
        }
        return true;
    }

    /// Chinese words of one character, written without a space: any prose has twelve of them in a row, so that only the
    /// right number of them counts, and only where a mnemonic is spoken of.
    private static boolean isRow(int from, int to) {
        int words = to - from;
        return words % 3 == 0 && words >= WORDS_MIN && words <= 24;
    }

    private void unparted(int from, int to) {
        if (Character.UnicodeScript.of(text.charAt(from)) != Character.UnicodeScript.HAN) return;
        List<short[]> row = new ArrayList<>();
        for (int i = from; i < to; i++) {
            short[] places = WordLists.places(text, i, i + 1);
            if (places == null) return;
            row.add(places);
        }
        if (!isNamed(new Span(from, to))) return;
        for (Language language : List.of(Language.CHINESE_SIMPLIFIED, Language.CHINESE_TRADITIONAL)) {
            int column = WordLists.LANGUAGES.indexOf(language);
            int[] bits = row.stream().mapToInt(places -> places[column]).toArray();
            boolean all = Arrays.stream(bits).allMatch(place -> place >= 0);
            if (all && fits(bits, 0, bits.length)) add(new Span(from, to), 0.95, described(bits.length, language));
        }
    }

    private void add(Span span, double confidence, String words) {
        found.add(new Finding("wallet/mnemonic", Severity.HIGH, confidence, span, words));
    }
}
