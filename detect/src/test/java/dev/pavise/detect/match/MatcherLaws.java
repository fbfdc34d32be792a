package dev.pavise.detect.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What a matcher finds is what one finds that tries every term at every place.
class MatcherLaws {
    @Property
    void every_place_of_every_term_is_found_and_no_other(
            @ForAll("terms") List<String> terms, @ForAll("texts") String text) {
        var found = new ArrayList<String>();
        new AhoCorasick(terms).scan(text, (term, end) -> found.add(term + " before " + end));
        assertThat(found).containsExactlyInAnyOrderElementsOf(placesOf(terms, read(text)));
    }

    private static List<String> placesOf(List<String> terms, String text) {
        var places = new ArrayList<String>();
        for (int term = 0; term < terms.size(); term++) {
            for (int end = terms.get(term).length(); end <= text.length(); end++) {
                if (text.startsWith(terms.get(term), end - terms.get(term).length())) {
                    places.add(term + " before " + end);
                }
            }
        }
        return places;
    }

    private static String read(String text) {
        var read = new StringBuilder(text.replace('\n', ' ').replace('\f', ' '));
        for (int i = 0; i < read.length(); i++) {
            if (read.charAt(i) >= 'A' && read.charAt(i) <= 'Z') read.setCharAt(i, (char) (read.charAt(i) + 32));
        }
        return read.toString();
    }

    /// Of few letters, so that they lie in one another; some more than the two letters that have rows.
    @Provide
    Arbitrary<List<String>> terms() {
        return Arbitraries.strings()
                .withChars('a', 'b', ' ', '图', 'я')
                .ofMinLength(1)
                .ofMaxLength(5)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('a', 'b', 'A', 'B', ' ', '\n', '\f', '图', 'я', 'Я')
                .ofMaxLength(80);
    }
}
