package dev.pavise.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderTest {
    private static final String SAMPLE = """
            {"jsonrpc": "2.0", "id": -12.5e1, "méthod": "a\\"\\u00e9\\ud83d\\ude00😀", "x": [true, false, null, {}, []], \
            "y": {"a": {"b": [[0]]}}}""";

    @Test
    void half_a_message_is_never_a_message() {
        byte[] whole = bytes(SAMPLE);
        assertThat(Json.read(whole)).isInstanceOf(Json.class);
        for (int length = 0; length < whole.length; length++) {
            byte[] half = java.util.Arrays.copyOf(whole, length);
            assertThat(Json.read(half)).as("%d bytes", length).isInstanceOf(Parsed.Fault.class);
        }
    }

    @Test
    void from_half_a_message_only_whole_members_are_recovered() {
        byte[] whole = bytes(SAMPLE);
        int id = SAMPLE.indexOf("-12.5e1");
        for (int length = 0; length < whole.length; length++) {
            var fault = (Parsed.Fault) Json.read(java.util.Arrays.copyOf(whole, length));
            boolean followed = length > id + "-12.5e1".length();
            assertThat(fault.members("id")).as("%d bytes", length).hasSize(followed ? 1 : 0);
            assertThat(fault.members("a")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "[1]x, 3", "[01], 1", "'[1,]', 3", "'[\"\\q\"]', 2", "'{\"a\":1,\"b\":2,\"a\":3}', 13", "[1, 2", "'[1 ', 3",
        "'{\"a\" 1}', 5", "'  nul', 2", "'[1}', 2", "'[\"\\u00g0\"]', 6", "[1.], 2", "[1e], 3", "'[1, 1e999]', 4",
        "'[\"\\ud800\"]', 2", "'{\"\\u0000\":1}', 2"
    })
    void a_fault_names_the_byte_at_which_it_stands(String text, int at) {
        assertThat(Json.read(bytes(text)))
                .isInstanceOfSatisfying(
                        Parsed.Fault.class, fault -> assertThat(fault.at()).isEqualTo(at));
    }

    @Test
    void as_many_bytes_as_the_bound_says_and_no_more() {
        Bounds bounds = new Bounds(10, 5, 50, 20);
        assertThat(Json.read(bytes("[12345678]"), bounds)).isInstanceOf(Json.class);
        assertThat(why("[123456789]", bounds)).isEqualTo("more than 10 bytes");
    }

    @Test
    void as_many_levels_as_the_bound_says_and_no_more() {
        Bounds bounds = new Bounds(1000, 20, 500, 20);
        assertThat(Json.read(bytes("[".repeat(20) + "]".repeat(20)), bounds)).isInstanceOf(Json.class);
        assertThat(why("[".repeat(21) + "]".repeat(21), bounds)).isEqualTo("more than 20 levels");
        assertThat(why("{\"a\":".repeat(20) + "{}" + "}".repeat(20), bounds)).isEqualTo("more than 20 levels");
        assertThat(Json.read(bytes("[" + "[],".repeat(50) + "[]]"), bounds)).isInstanceOf(Json.class);
    }

    @Test
    void as_many_values_and_names_as_the_bound_says_and_no_more() {
        Bounds bounds = new Bounds(100_000, 5, 300, 20);
        assertThat(Json.read(bytes("[" + "1,".repeat(298) + "1]"), bounds)).isInstanceOf(Json.class);
        assertThat(why("[" + "1,".repeat(299) + "1]", bounds)).isEqualTo("more than 300 values");
        assertThat(why("[" + "\"\",".repeat(299) + "\"\"]", bounds)).isEqualTo("more than 300 values");
        assertThat(why("[" + "[],".repeat(299) + "[]]", bounds)).isEqualTo("more than 300 values");
        assertThat(why("[" + "null,".repeat(299) + "null]", bounds)).isEqualTo("more than 300 values");
    }

    @Test
    void numbers_as_long_as_the_bound_says_and_no_longer() {
        Bounds bounds = new Bounds(1000, 5, 50, 20);
        assertThat(Json.read(bytes("[-" + "1".repeat(19) + "]"), bounds)).isInstanceOf(Json.class);
        assertThat(why("[-" + "1".repeat(20) + "]", bounds)).isEqualTo("a number is longer than 20 bytes");
    }

    @Test
    void the_tape_grows_with_texts_that_turn_dense_or_sparse() {
        String dense = "1,".repeat(60_000) + "1";
        String sparse = "\"" + "x".repeat(300_000) + "\"";
        for (String elements : new String[] {dense, sparse + "," + dense, dense + "," + sparse}) {
            Json json = TreeLaws.read("[" + elements + "]");
            assertThat(json.root().elements()).hasSize(elements.split(",", -1).length);
        }
    }

    /// Eight bytes are looked at together: each kind of byte at each of their places, and across their seam.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 31})
    void every_byte_is_seen_wherever_it_stands(int before) {
        for (int behind = 0; behind < 18; behind++) {
            for (int b = 0; b < 256; b++) {
                byte[] text = bytes("\"" + "x".repeat(before) + "?" + "y".repeat(behind) + "\"");
                text[before + 1] = (byte) b;
                boolean fine = b >= ' ' && b < 0x80 && b != '"' && b != '\\';
                boolean escape = b == '\\' && behind == 0;
                boolean read = Json.read(text) instanceof Json;
                assertThat(read)
                        .as("%x, %d before, %d behind", b, before, behind)
                        .isEqualTo(fine);
                if (escape) assertThat(read).isFalse();
            }
        }
    }

    @Test
    void a_name_that_stands_twice_is_found_wherever_it_stands() {
        for (int count = 2; count < 40; count++) {
            for (int twice = 1; twice < count; twice++) {
                int second = twice;
                var names = IntStream.range(0, count)
                        .mapToObj(i -> "n" + (i == second ? second / 2 : i))
                        .toList();
                String text = "{\"" + String.join("\":{\"n0\":[]},\"", names) + "\":1}";
                assertThat(why(text, Bounds.DEFAULT)).isEqualTo("a name stands twice in one object");
                String escaped = text.replace("n" + (count - 1), "\\u006e" + (count - 1));
                assertThat(why(escaped, Bounds.DEFAULT)).isEqualTo("a name stands twice in one object");
            }
        }
    }

    @Test
    void names_of_every_length_and_place_have_one_hash() {
        for (int length = 0; length < 30; length++) {
            String name = "abcdefghijklmnopqrstuvwxyz0123".substring(0, length);
            assertThat(why("{\"" + name + "\":1,\"" + name + "\":2}", Bounds.DEFAULT))
                    .isEqualTo("a name stands twice in one object");
            if (length > 0) {
                String other = name.substring(0, length - 1) + "!";
                assertThat(Json.read(bytes("{\"" + name + "\":1,\"" + other + "\":2}")))
                        .isInstanceOf(Json.class);
            }
        }
    }

    /// Names whose hashes are all the same, so that a table of hashes would become a list.
    @Test
    void names_made_to_collide_are_told_apart() {
        List<String> names = colliding(500);
        assertThat(names.stream().map(each -> Bytes.hash(bytes(each), 0, 16)).distinct())
                .hasSize(1);
        String distinct = "{\"" + String.join("\":0,\"", names) + "\":0";
        assertThat(why(distinct + "}", Bounds.DEFAULT)).isEqualTo("read");
        assertThat(Json.read(bytes(distinct + ",\"" + names.get(250) + "\":0}")))
                .isInstanceOfSatisfying(Parsed.Fault.class, fault -> {
                    assertThat(fault.why()).isEqualTo("a name stands twice in one object");
                    assertThat(fault.at()).isEqualTo(distinct.length() + 1);
                });
    }

    /// Few names are compared in pairs, many by a table, escaped ones by what they say.
    @ParameterizedTest
    @ValueSource(ints = {2, 12, 13, 14, 40})
    void the_second_of_two_equal_names_is_the_fault(int count) {
        String names =
                IntStream.range(0, count - 1).mapToObj(i -> "\"n" + i + "\":0,").collect(Collectors.joining());
        for (String again : List.of("\"n0\":0", "\"\\u006e0\":0")) {
            assertThat(Json.read(bytes("{" + names + again + "}")))
                    .isInstanceOfSatisfying(
                            Parsed.Fault.class, fault -> assertThat(fault.at()).isEqualTo(names.length() + 1));
        }
    }

    @Test
    void an_escaped_name_is_told_from_others_by_what_it_says() {
        assertThat(why("{\"\\u0061\":1,\"b\":2,\"a\\u0062\":3,\"ab\":4}", Bounds.DEFAULT))
                .isEqualTo("a name stands twice in one object");
        assertThat(why("{\"\\u0061\":1,\"b\":2,\"a\\u0062\":3}", Bounds.DEFAULT))
                .isEqualTo("read");
    }

    /// Sixteen letters each: the last eight undo what the first eight did to the hash.
    private static List<String> colliding(int count) {
        var names = new ArrayList<String>();
        for (long i = 0; names.size() < count; i++) {
            long first = 0;
            for (int letter = 0; letter < 8; letter++) first |= ('0' + (i >> letter * 5 & 31)) << letter * 8;
            long last = Bytes.mixed(16, first) ^ 0x1234567890ABCDEFL;
            if (isText(last)) {
                byte[] name = ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(first)
                        .putLong(last)
                        .array();
                names.add(new String(name, StandardCharsets.US_ASCII));
            }
        }
        return names;
    }

    private static boolean isText(long letters) {
        for (int shift = 0; shift < 64; shift += 8) {
            long letter = letters >> shift & 0xFF;
            if (letter < ' ' || letter > '~' || letter == '"' || letter == '\\') return false;
        }
        return true;
    }

    private static String why(String text, Bounds bounds) {
        return Json.read(bytes(text), bounds) instanceof Parsed.Fault fault ? fault.why() : "read";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
