package dev.pavise.detect.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for every text.
class PersonsLaws {
    private static final List<String> PIECES = List.of(
            "219-41-7063",
            "4539 1488 0343 6186",
            "ada@example.org",
            "198.51.100.23",
            "2001:db8::7",
            "+49 761 482915",
            "https://example.org",
            "KL 48 29 15 C",
            "ssn ",
            "card",
            "phone",
            "1",
            "22",
            "333",
            "4444",
            "a",
            "AB",
            "Z",
            " ",
            "-",
            ".",
            "/",
            "_",
            ":",
            "::",
            "@",
            "(",
            ")",
            "+",
            "\n",
            "\u00a0",
            "\u2011",
            "é",
            "여",
            "\ud83d",
            "\udc00",
            "$");

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMaxSize(60).map(each -> String.join("", each));
    }

    @Property
    void spans_lie_inside_and_in_order(@ForAll("texts") String text) {
        List<Finding> found = new Persons(0).look(new Passage(text, Origin.RESULT));
        assertThat(found).allMatch(each -> each.span().to() <= text.length());
        assertThat(found).allMatch(each -> each.span().from() < each.span().to());
        assertThat(found)
                .isSortedAccordingTo(Comparator.comparing(each -> each.span().from()));
    }

    @Property
    void a_higher_bound_only_leaves_out(@ForAll("texts") String text) {
        var passage = new Passage(text, Origin.RESULT);
        assertThat(new Persons(0).look(passage)).containsAll(new Persons(0.6).look(passage));
    }

    /// Steps are counted, not time: whatever a text repeats, twice as much of it has at most twice as many candidates.
    @Property
    void the_work_grows_with_the_text_and_no_faster(@ForAll("texts") String text) {
        long once = candidates(text.repeat(20));
        long twice = candidates(text.repeat(40));
        assertThat(twice).isLessThanOrEqualTo(2 * once + 100);
        assertThat(once).isLessThanOrEqualTo(27L * 20 * text.length());
    }

    private static long candidates(String text) {
        var count = new AtomicLong();
        Scan.of(text, _ -> count.incrementAndGet());
        return count.get();
    }
}
