package dev.pavise.core.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SealsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Binding BINDING = new Binding("state", "ada", "market", "tools/call", "d1");

    private static byte[] secret(int fill) {
        var secret = new byte[32];
        Arrays.fill(secret, (byte) fill);
        return secret;
    }

    private final Seals seals = new Seals(List.of(secret(1)));

    @Property(tries = 200)
    void what_was_sealed_opens_for_what_it_was_sealed_for(@ForAll String inner, @ForAll String principal) {
        var binding = new Binding("task", principal, "s", "", "");
        String expected = new String(
                inner.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(seals.open(binding, seals.seal(binding, inner, Optional.empty()), NOW))
                .contains(expected);
    }

    @Test
    void it_opens_for_nothing_else() {
        String sealed = seals.seal(BINDING, "inner", Optional.empty());
        for (Binding other : List.of(
                new Binding("task", "ada", "market", "tools/call", "d1"),
                new Binding("state", "bob", "market", "tools/call", "d1"),
                new Binding("state", "ada", "files", "tools/call", "d1"),
                new Binding("state", "ada", "market", "prompts/get", "d1"),
                new Binding("state", "ada", "market", "tools/call", "d2"),
                new Binding("state", "adam", "arket", "tools/call", "d1"))) {
            assertThat(seals.open(other, sealed, NOW)).as(other.toString()).isEmpty();
        }
    }

    @Test
    void any_changed_character_closes_it_for_good() {
        String sealed = seals.seal(BINDING, "inner", Optional.of(NOW.plusSeconds(60)));
        for (int i = 0; i < sealed.length(); i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
            assertThat(seals.open(BINDING, changed, NOW)).as("at %d", i).isEmpty();
        }
        for (String tail : List.of("=", "A", "-TAMPERED", "\n")) {
            assertThat(seals.open(BINDING, sealed + tail, NOW)).isEmpty();
        }
        assertThat(seals.open(BINDING, "", NOW)).isEmpty();
        assertThat(seals.open(BINDING, "!", NOW)).isEmpty();
    }

    @Test
    void it_expires() {
        String sealed = seals.seal(BINDING, "inner", Optional.of(NOW.plusSeconds(60)));
        assertThat(seals.open(BINDING, sealed, NOW.plusSeconds(59))).contains("inner");
        assertThat(seals.open(BINDING, sealed, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void keys_change_and_what_the_old_one_sealed_still_opens_until_it_is_gone() {
        String old = seals.seal(BINDING, "inner", Optional.empty());
        var changed = new Seals(List.of(secret(2), secret(1)));
        assertThat(changed.open(BINDING, old, NOW)).contains("inner");
        assertThat(changed.seal(BINDING, "inner", Optional.empty())).isNotEqualTo(old);
        assertThat(new Seals(List.of(secret(2))).open(BINDING, old, NOW)).isEmpty();
    }

    @Test
    void one_value_keeps_its_sealed_form_and_shows_nothing_of_itself() {
        String sealed = seals.seal(BINDING, "task-1", Optional.empty());
        assertThat(seals.seal(BINDING, "task-1", Optional.empty())).isEqualTo(sealed);
        assertThat(seals.seal(BINDING, "task-2", Optional.empty())).isNotEqualTo(sealed);
        assertThat(sealed).matches("[A-Za-z0-9_-]+").doesNotContain("task");
    }
}
