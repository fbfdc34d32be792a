package dev.pavise.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pavise.app.cli.Fault;
import dev.pavise.core.seal.Binding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Binding BINDING = new Binding("task", "ada", "s", "", "");

    @TempDir
    private Path state;

    private String sealedAt(Instant now) throws Fault {
        return SealKeys.in(state, now).seal(BINDING, "t", Optional.empty());
    }

    private boolean opensAt(Instant now, String sealed) throws Fault {
        return SealKeys.in(state, now).open(BINDING, sealed, now).isPresent();
    }

    @Test
    void a_key_lasts_a_month_and_opens_for_another() throws Exception {
        String sealed = sealedAt(NOW);
        assertThat(sealedAt(NOW.plus(Duration.ofDays(29)))).isEqualTo(sealed);
        Instant later = NOW.plus(Duration.ofDays(31));
        assertThat(sealedAt(later)).isNotEqualTo(sealed);
        assertThat(opensAt(later, sealed)).isTrue();
        assertThat(opensAt(NOW.plus(Duration.ofDays(61)), sealed)).isFalse();
    }

    @Test
    void nobody_else_reads_them() throws Exception {
        sealedAt(NOW);
        var permissions = Files.getPosixFilePermissions(state.resolve("seal.keys"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void a_damaged_file_is_told_and_kept() throws Exception {
        Path file = Files.writeString(state.resolve("seal.keys"), "2026-11-24T12:00:00Z short\n");
        assertThatThrownBy(() -> sealedAt(NOW))
                .hasMessageContaining("seal.keys")
                .hasMessageContaining("no key");
        assertThat(file).hasContent("2026-11-24T12:00:00Z short\n");
    }
}
