package dev.pavise.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.verb.Pavise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A host that must not see a secret works with a token for it, and its server with the secret.
class TokensTest {
    private static final String KEY = "gh" + "p_16C7e42F292c6912E7710c838347Ae178B4a";
    private static final Pattern TOKEN = Pattern.compile("pavise-token-[A-Za-z0-9_-]+");

    @TempDir
    Path home;

    @Test
    void the_host_has_a_token_and_the_server_the_secret_also_after_a_new_start_and_for_that_server_alone()
            throws IOException {
        configured("tokenise");
        String token;
        try (var host = started("s")) {
            token = token(host.calls("secret"));
            host.calls(token);
            assertThat(heard()).contains("\"how\":\"" + KEY + "\"").doesNotContain(token);
            host.leaves();
        }
        Files.delete(home.resolve("heard"));
        try (var host = started("s")) {
            assertThat(token(host.calls("secret"))).isEqualTo(token);
            host.calls(token);
            assertThat(heard()).contains(KEY);
            host.leaves();
        }
        Files.delete(home.resolve("heard"));
        try (var host = started("other")) {
            host.calls(token);
            assertThat(heard()).contains(token).doesNotContain(KEY);
            host.leaves();
        }
    }

    @Test
    void what_is_done_with_a_secret_changes_with_the_configuration_while_a_session_runs() throws IOException {
        configured("block");
        try (var host = started("s")) {
            assertThat(host.calls("secret")).contains("\"isError\":true");
            configured("mask");
            Host.await("mask holds", () -> host.calls("secret").contains("[withheld by Pavise: secret/"));
            configured("tokenise");
            Host.await("tokenise holds", () -> host.calls("secret").contains("pavise-token-"));
            host.leaves();
        }
    }

    private void configured(String action) throws IOException {
        Path file = new Pavise(home).config();
        Files.createDirectories(file.getParent());
        Files.writeString(file, "detection: { secret: { answers: " + action + " } }\n");
    }

    private Host started(String name) {
        var words = new ArrayList<>(List.of("run", "--name", name, "--", "env", "SECRET=" + KEY));
        words.addAll(Host.server(home));
        return Host.starts(home, Map.of(), words).greets();
    }

    private String heard() throws IOException {
        return Files.readString(home.resolve("heard"));
    }

    private static String token(String answer) {
        Matcher found = TOKEN.matcher(answer);
        assertThat(found.find()).as(answer).isTrue();
        assertThat(answer).doesNotContain(KEY);
        return found.group();
    }
}
