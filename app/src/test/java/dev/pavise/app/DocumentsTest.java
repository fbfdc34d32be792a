package dev.pavise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The documents that are made from code are what is checked in.
class DocumentsTest {
    @TempDir
    Path folder;

    @Test
    void what_is_checked_in_is_what_the_code_says_now() throws IOException {
        for (Map.Entry<String, String> each : Documents.all().entrySet()) {
            assertThat(Files.readString(Checkout.root().resolve(each.getKey())))
                    .as(each.getKey() + " is stale: ./dev docs")
                    .isEqualTo(each.getValue());
        }
    }

    @Test
    void they_are_written_below_any_folder() throws IOException {
        Documents.main(new String[] {folder.toString()});
        for (Map.Entry<String, String> each : Documents.all().entrySet())
            assertThat(Files.readString(folder.resolve(each.getKey()))).isEqualTo(each.getValue());
    }
}
