package dev.pavise.detect.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class GrowingTest {
    private final Queue<Runnable> beside = new ArrayDeque<>();
    private final List<String> made = new ArrayList<>();
    private final Growing growing = new Growing(named("first"), this::faster, beside::add, 10);

    private Matcher faster() {
        made.add("faster");
        return named("faster");
    }

    /// One that says its name in what it finds.
    private Matcher named(String name) {
        return (text, sink) -> sink.found(name.length(), text.length());
    }

    private int scannedBy(String text) {
        int[] found = new int[1];
        growing.scan(text, (term, _) -> found[0] = term);
        return found[0];
    }

    @Test
    void the_first_scans_while_there_was_little_text() {
        assertThat(scannedBy("123456789")).isEqualTo("first".length());
        assertThat(beside).isEmpty();
    }

    @Test
    void the_faster_is_made_beside_and_then_scans() {
        scannedBy("1234567890");
        assertThat(beside).hasSize(1);
        assertThat(scannedBy("1")).as("while it is made").isEqualTo("first".length());
        beside.remove().run();
        assertThat(scannedBy("1")).isEqualTo("faster".length());
    }

    @Test
    void the_faster_is_made_once() {
        for (int i = 0; i < 5; i++) scannedBy("12345678901234567890");
        while (!beside.isEmpty()) beside.remove().run();
        for (int i = 0; i < 5; i++) scannedBy("12345678901234567890");
        assertThat(beside).isEmpty();
        assertThat(made).hasSize(1);
    }
}
