package dev.pavise.detect.wallet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ten word lists of BIP-39, each of 2048 words, so that a word is eleven bits. A word is found however it is
/// spelled: in capitals, composed or not, with or without its accents (which no list needs to tell two words apart).
final class WordLists {
    /// In the order of the standard's page. A file is named by the small letters of its name.
    enum Language {
        ENGLISH("English"),
        JAPANESE("Japanese"),
        KOREAN("Korean"),
        SPANISH("Spanish"),
        CHINESE_SIMPLIFIED("simplified Chinese"),
        CHINESE_TRADITIONAL("traditional Chinese"),
        FRENCH("French"),
        ITALIAN("Italian"),
        CZECH("Czech"),
        PORTUGUESE("Portuguese");

        private final String word;

        Language(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static final int WORDS = 2048;

    /// Of the longest word, once it is decomposed.
    private static final int CHARS_MAX = 24;

    /// The columns of [#places(String, int, int)].
    static final List<Language> LANGUAGES = List.of(Language.values());

    /// By word, its place in each list, in the order of LANGUAGES; -1 where it is not in that list.
    private static final Map<String, short[]> PLACES = places();

    private WordLists() {}

    /// The places of a word of the text, a column a language; null where it is in no list.
    static short @Nullable [] places(String text, int from, int to) {
        return to - from > CHARS_MAX ? null : PLACES.get(plain(text.substring(from, to)));
    }

    /// As the standard has them, composed.
    static List<String> words(Language language) {
        String file = "words/" + language.name().toLowerCase(Locale.ROOT) + ".txt";
        try (InputStream in = WordLists.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException("no " + file + " on the class path");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static String plain(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80 && !isHan(word.charAt(i)))
                return withoutAccents(word).toLowerCase(Locale.ROOT);
        }
        return word.toLowerCase(Locale.ROOT);
    }

    /// The unified ideographs, which have no other form (Unicode, section 18.1).
    private static boolean isHan(char c) {
        return c >= 0x4E00 && c <= 0x9FFF;
    }

    /// Accents of Latin letters, not the marks that make another sound of a kana.
    private static String withoutAccents(String word) {
        String apart = Normalizer.normalize(word, Normalizer.Form.NFKD);
        var out = new StringBuilder(apart.length());
        apart.chars().filter(c -> c < 0x300 || c > 0x36f).forEach(c -> out.append((char) c));
        return out.toString();
    }

    private static Map<String, short[]> places() {
        Map<String, short[]> places = new HashMap<>(2 * WORDS * LANGUAGES.size());
        for (int column = 0; column < LANGUAGES.size(); column++) {
            short place = 0;
            for (String word : words(LANGUAGES.get(column))) {
                places.computeIfAbsent(plain(word), _ -> nowhere())[column] = place++;
            }
        }
        return places;
    }

    private static short[] nowhere() {
        short[] none = new short[LANGUAGES.size()];
        Arrays.fill(none, (short) -1);
        return none;
    }
}
