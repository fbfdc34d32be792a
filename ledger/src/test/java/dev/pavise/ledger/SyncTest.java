package dev.pavise.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That evidence of high risk is on disk before it counts as kept: in a process whose every sync fails, it is lost.
class SyncTest {
    @TempDir
    Path state;

    @Test
    void what_must_be_on_disk_is_lost_when_syncing_fails_and_nothing_else_is() throws IOException {
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UnsyncableChild.class.getName(),
                        state.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.lines().toList())
                .hasSizeGreaterThan(3)
                .startsWith("PROCESS kept 0", "DISK kept 1", "syncing fails from now on", "PROCESS kept 2")
                .element(4)
                .asString()
                .startsWith("DISK lost")
                .contains("ledger.db: reading or writing failed (SQLITE_IOERR_FSYNC)");
        try (var archive = SqliteArchive.open(state)) {
            assertThat(archive.verify(Anchors.NONE).flaws()).isEmpty();
        }
    }
}
