package dev.pavise.detect.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What a matcher finds is what one finds that tries every term at every place. Each matcher has to keep
/// these laws.
abstract class MatcherLaws {
    /// As long as what Vectorscan is given at a time.
    private static final int LONG = 1 << 16;

    abstract Matcher of(List<String> terms);

    @Property(tries = 300)
    void every_place_of_every_term_is_found_in_order_and_no_other(
            @ForAll("terms") List<String> terms, @ForAll("texts") String text) {
        assertThat(found(of(terms), text)).isEqualTo(placesOf(terms, read(text)));
    }

    @Property(tries = 20)
    void terms_are_found_across_the_borders_of_long_texts(
            @ForAll("terms") List<String> terms, @ForAll("texts") String text) {
        String around = "-".repeat(LONG - text.length() / 2) + text;
        assertThat(found(of(terms), around)).isEqualTo(placesOf(terms, read(around)));
    }

    @Example
    void what_is_told_of_a_place_may_scan_again() {
        Matcher matcher = of(List.of("ab", "b"));
        var found = new ArrayList<String>();
        matcher.scan("ab ab", (_, end) -> matcher.scan("b", (term, _) -> found.add(end + " " + term)));
        assertThat(found).containsExactly("2 1", "2 1", "5 1", "5 1");
    }

    @Example
    void a_sink_that_fails_ends_the_scan_and_not_the_matcher() {
        Matcher matcher = of(List.of("a"));
        assertThatThrownBy(() -> matcher.scan("a a", (_, _) -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(found(matcher, "a")).containsExactly("0 before 1");
    }

    @Example
    void many_threads_scan_at_once() {
        Matcher matcher = of(List.of("ab", "b"));
        List<String> once = found(matcher, "ab.".repeat(2_000));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<List<String>>>();
            for (int i = 0; i < 64; i++) all.add(threads.submit(() -> found(matcher, "ab.".repeat(2_000))));
            assertThat(all).allSatisfy(each -> assertThat(each.get()).isEqualTo(once));
        }
    }

    @Example
    void an_empty_term_is_refused() {
        assertThatThrownBy(() -> of(List.of("a", ""))).isInstanceOf(IllegalArgumentException.class);
    }

    static List<String> found(Matcher matcher, String text) {
        var found = new ArrayList<String>();
        matcher.scan(text, (term, end) -> found.add(term + " before " + end));
        return found;
    }

    private static List<String> placesOf(List<String> terms, String text) {
        List<Integer> longestFirst = IntStream.range(0, terms.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -terms.get(i).length())
                        .thenComparing(Comparator.reverseOrder()))
                .toList();
        var places = new ArrayList<String>();
        for (int end = 1; end <= text.length(); end++) {
            for (int term : longestFirst) {
                int from = end - terms.get(term).length();
                if (from >= 0 && text.startsWith(terms.get(term), from)) places.add(term + " before " + end);
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
    /// The lower byte of
    /// `Ł` is that of `A`, that of `†` a space's.
    @Provide
    Arbitrary<List<String>> terms() {
        return Arbitraries.strings()
                .withChars('a', 'b', ' ', '.', '图', 'я', 'Ł', '†')
                .ofMinLength(1)
                .ofMaxLength(5)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('a', 'b', 'A', 'B', ' ', '.', '\n', '\f', '\0', '图', 'я', 'Я', 'Ł', '†', '\uD800')
                .ofMaxLength(80);
    }
}
