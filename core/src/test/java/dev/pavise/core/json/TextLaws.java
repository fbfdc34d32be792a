package dev.pavise.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// The way from characters back to the bytes that say them.
class TextLaws {
    @Property
    void a_span_says_exactly_its_characters_and_no_half_pair(@ForAll Random random) {
        var text = new Text(
                TreeLaws.read(new Tree.Said(Tree.text(random)).written(random)).root());
        String string = text.string();
        int from = random.nextInt(string.length() + 1);
        int to = from + random.nextInt(string.length() - from + 1);
        int wholeFrom = isInsidePair(string, from) ? from - 1 : from;
        int wholeTo = isInsidePair(string, to) ? to + 1 : to;
        assertThat(said(text, text.span(from, to))).isEqualTo(string.substring(wholeFrom, wholeTo));
    }

    @Property
    void in_a_long_text_too(@ForAll Random random) {
        var long_ = new StringBuilder("\uD83D\uDE00".repeat(random.nextInt(300)));
        while (long_.length() < 1000)
            long_.append(Tree.text(random)).append(random.nextBoolean() ? "x" : "é\uD83D\uDE00");
        var text = new Text(
                TreeLaws.read(new Tree.Said(long_.toString()).written(random)).root());
        String string = text.string();
        int from = random.nextInt(string.length() + 1);
        int to = from + random.nextInt(string.length() - from + 1);
        int wholeFrom = isInsidePair(string, from) ? from - 1 : from;
        int wholeTo = isInsidePair(string, to) ? to + 1 : to;
        assertThat(said(text, text.span(from, to))).isEqualTo(string.substring(wholeFrom, wholeTo));
    }

    @Property
    void the_whole_string_is_all_between_the_quotes(@ForAll Random random) {
        var text = new Text(
                TreeLaws.read(new Tree.Said(Tree.text(random)).written(random)).root());
        Span all = text.value().span();
        assertThat(text.span(0, text.string().length())).isEqualTo(new Span(all.from() + 1, all.to() - 1));
    }

    @Example
    void a_text_knows_its_place() {
        Value list = TreeLaws.read("{\"a\":[\"x\"]}").root().member("a");
        assertThat(list == null ? "" : new Text(list.elements().getFirst()).place())
                .isEqualTo("/a/0");
    }

    @Property
    void spans_side_by_side_leave_no_byte_out(@ForAll Random random) {
        var text = new Text(
                TreeLaws.read(new Tree.Said(Tree.text(random)).written(random)).root());
        String string = text.string();
        int middle = random.nextInt(string.length() + 1);
        if (isInsidePair(string, middle)) middle++;
        assertThat(text.span(0, middle).to())
                .isEqualTo(text.span(middle, string.length()).from());
    }

    private static boolean isInsidePair(String string, int at) {
        return at > 0 && at < string.length() && Character.isLowSurrogate(string.charAt(at));
    }

    private static String said(Text text, Span span) {
        byte[] bytes = text.value().json().slice(span);
        return TreeLaws.read('"' + new String(bytes, StandardCharsets.UTF_8) + '"')
                .root()
                .text();
    }
}
