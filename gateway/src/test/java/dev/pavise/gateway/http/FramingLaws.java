package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// However TCP cuts the bytes, they are read alike; and what is passed on is what came, byte by byte.
class FramingLaws {
    private static final String HEAD = " /healthz HTTP/1.1\r\nHost: h\r\n";
    private static final List<String> PIECES = List.of(
            "GET" + HEAD + "\r\n",
            "POST" + HEAD + "Content-Length: 5\r\n\r\nhello",
            "POST" + HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "POST" + HEAD + "Content-Length: 0\r\n\r\n",
            "GET" + HEAD + "X : a\r\n\r\n",
            "POST" + HEAD + "Transfer-Encoding: chunked\r\n\r\n5;a\r\nhello\r\n0\r\n\r\n",
            "POST" + HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n",
            "POST" + HEAD + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: a\r\n\r\n",
            "\r\n",
            "\n",
            "\r",
            " ",
            "0\r\n\r\n",
            "G",
            "hello",
            "\0");

    /// What passed, and how it was refused.
    private record Read(String passed, String refused) {}

    private static Read read(byte[] bytes, List<Integer> cuts) {
        var channel = new EmbeddedChannel(new Framing(Front.LIMITS));
        int from = 0;
        for (int cut : cuts.stream()
                .map(each -> Math.floorMod(each, bytes.length + 1))
                .sorted()
                .toList()) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, from, cut - from));
            from = cut;
        }
        channel.writeInbound(Unpooled.copiedBuffer(bytes, from, bytes.length - from));
        var passed = new StringBuilder();
        var refused = new StringBuilder();
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            if (next instanceof ByteBuf part) {
                assertThat(refused).as("nothing passes behind a refusal").isEmpty();
                passed.append(part.toString(StandardCharsets.ISO_8859_1));
                part.release();
            } else {
                refused.append(next);
            }
        }
        channel.finishAndReleaseAll();
        return new Read(passed.toString(), refused.toString());
    }

    @Property(tries = 1000)
    void any_cut_gives_the_same(@ForAll("streams") String text, @ForAll List<Integer> cuts) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Read whole = read(bytes, List.of());
        assertThat(read(bytes, cuts)).isEqualTo(whole);
        assertThat(text).startsWith(whole.passed());
    }

    @Property(tries = 100)
    void byte_by_byte_is_the_same(@ForAll("streams") String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        List<Integer> everywhere =
                java.util.stream.IntStream.range(0, bytes.length).boxed().toList();
        assertThat(read(bytes, everywhere)).isEqualTo(read(bytes, List.of()));
    }

    @Property(tries = 300)
    void honest_requests_pass_whole(@ForAll("honest") List<String> requests) {
        String text = String.join("", requests);
        Read whole = read(text.getBytes(StandardCharsets.ISO_8859_1), List.of());
        assertThat(whole.refused()).isEmpty();
        assertThat(whole.passed()).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> streams() {
        Arbitrary<String> noise =
                Arbitraries.strings().withChars("GET /:;\r\n\t0aF\0X").ofMaxLength(12);
        return Arbitraries.oneOf(Arbitraries.of(PIECES), Arbitraries.of(PIECES.subList(0, 4)), noise)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(each -> String.join("", each));
    }

    @Provide
    Arbitrary<List<String>> honest() {
        return Arbitraries.of(PIECES.subList(0, 4)).list().ofMinSize(1).ofMaxSize(6);
    }
}
