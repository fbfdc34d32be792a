package dev.pavise.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventsLaws {
    private record Seen(List<String> events, String lastId, long retryMillis) {}

    private static Seen whole(String text) {
        return pieces(text.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE, 1 << 20);
    }

    private static Seen pieces(byte[] bytes, int size, int bytesMax) {
        var seen = new ArrayList<String>();
        var events = new Events(bytesMax, new Events.Sink() {
            @Override
            public void event(String name, byte[] data) {
                seen.add(name + "|" + new String(data, StandardCharsets.UTF_8));
            }

            @Override
            public void overlong(long bytes) {
                seen.add("overlong");
            }
        });
        for (int from = 0; from < bytes.length; from += Math.min(size, bytes.length - from)) {
            events.feed(Unpooled.copiedBuffer(bytes, from, Math.min(size, bytes.length - from)));
        }
        return new Seen(seen, events.lastId(), events.retryMillis());
    }

    @Provide
    Arbitrary<String> streams() {
        var line = Arbitraries.of(
                "data: {\"a\":1}",
                "data:ü",
                "data",
                "data: ",
                "event: endpoint",
                "event: message",
                "event:",
                "id: 7",
                "id: ü",
                "id: a\0b",
                "id",
                "retry: 250",
                "retry: 2x",
                ": comment",
                "unknown: x",
                "",
                "",
                "",
                "\uFEFFdata: x",
                "data: x");
        var end = Arbitraries.of("\n", "\r\n", "\r");
        return net.jqwik.api.Combinators.combine(line, end)
                .as(String::concat)
                .list()
                .ofMaxSize(20)
                .map(lines -> String.join("", lines));
    }

    @Property(tries = 500)
    void how_the_bytes_are_cut_changes_nothing(@ForAll("streams") String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var expected = pieces(bytes, Integer.MAX_VALUE, 1 << 20);
        for (int size = 1; size < Math.min(bytes.length, 40); size++) {
            assertThat(pieces(bytes, size, 1 << 20)).isEqualTo(expected);
        }
    }

    @Property(tries = 300)
    void the_end_of_a_line_is_written_in_three_ways(@ForAll("streams") String text) {
        String plain = text.replace("\r\n", "\n").replace('\r', '\n');
        assertThat(whole(plain)).isEqualTo(whole(text));
        assertThat(whole(plain.replace("\n", "\r\n"))).isEqualTo(whole(text));
        assertThat(whole(plain.replace('\n', '\r'))).isEqualTo(whole(text));
    }

    @Example
    void events_are_what_the_standard_says() {
        var seen = whole("\uFEFF: hi\ndata: a\ndata:  b\ndata\nid: 7\nretry: 10\n\nevent: endpoint\ndata: /x\n\n"
                + "id: 8\ndata: \n\ndata: lost");
        assertThat(seen.events()).containsExactly("message|a\n b\n", "endpoint|/x");
        assertThat(seen.lastId()).isEqualTo("8");
        assertThat(seen.retryMillis()).isEqualTo(10);
    }

    @Example
    void an_id_that_no_header_can_hold_is_no_id() {
        assertThat(whole("id: 7\ndata: a\n\nid: 8\0\ndata: b\n\n").lastId()).isEqualTo("7");
        assertThat(whole("id: 7\ndata: a\n\nid: 8\u0001\ndata: b\n\n").lastId()).isEqualTo("7");
        assertThat(whole("id: 7\ndata: a\n\nid\ndata: b\n\n").lastId()).isEmpty();
        byte[] broken = {'i', 'd', ':', (byte) 0xC3, '\n', '\n'};
        assertThat(pieces(broken, 99, 100).lastId()).isEmpty();
    }

    @Example
    void an_event_is_as_long_as_allowed_and_no_longer() {
        for (int size : new int[] {1, 7, 100_000}) {
            byte[] fits = ("data: " + "x".repeat(5000) + "\n\n").getBytes(StandardCharsets.UTF_8);
            assertThat(pieces(fits, size, 5000).events()).hasSize(1).doesNotContain("overlong");
            assertThat(pieces(fits, size, 4999).events()).containsExactly("overlong");
            byte[] endless = ("data: " + "x".repeat(9000)).getBytes(StandardCharsets.UTF_8);
            assertThat(pieces(endless, size, 5000).events()).containsExactly("overlong");
        }
    }
}
