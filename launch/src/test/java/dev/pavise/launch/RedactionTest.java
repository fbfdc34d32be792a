package dev.pavise.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Visible;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is kept of stderr and what may not be in it.
class RedactionTest {
    private static final Map<String, String> NAMED = Map.of(
            "API_KEY",
            "s3cr\"t/val ue",
            "PIN",
            "4711",
            "MODE",
            "on",
            "CERT_KEY",
            "first-line-of-it\nsecond-line-of-it");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cr\"t/val ue",
                "s3cr%22t%2Fval+ue",
                "s3cr%22t%2fval+ue",
                "s3cr\\\"t/val ue",
                "czNjciJ0L3ZhbCB1ZQ==",
                "4711",
                "second-line-of-it",
                "first-line-of-it\\nsecond-line-of-it",
                "s3cr\"t/va"
            })
    void a_named_value_is_taken_out_in_every_common_form(String form) {
        assertThat(new Redaction(NAMED).redact("it is " + form))
                .doesNotContain(form)
                .startsWith("it is [redacted: ");
    }

    @Test
    void short_values_of_harmless_names_stay() {
        assertThat(new Redaction(NAMED).redact("switched on")).isEqualTo("switched on");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-ant-REDACTME0123456789",
                "sk_live_REDACTME0123456789",
                "ghp_REDACTME01234567890123456789",
                "github_pat_REDACTME0123456789_0123",
                "glpat-REDACTME0123456789",
                "xoxb-REDACTME-0123456789",
                "AKIAREDACTME01234567",
                "AIzaREDACTME0123456789012345678901234",
                "ya29.REDACTME0123456789",
                "npm_REDACTME0123456789012345678901",
                "hf_REDACTME0123456789012345",
                "eyJREDACTME0123.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
                "password=REDACTME",
                "\"apiKey\": \"REDACTME\"",
                "Authorization: Bearer REDACTME.0123",
                "postgres://u:REDACTME@host/db",
                "-----BEGIN RSA PRIVATE KEY-----\nREDACTME\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nREDACTME\nnever ends",
                "REDACTME\n-----END EC PRIVATE KEY-----"
            })
    void what_looks_like_a_credential_is_taken_out(String secret) {
        assertThat(new Redaction(Map.of()).redact("at start: " + secret))
                .contains("[redacted]")
                .doesNotContain("REDACTME");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listening on stdio, token count: 12", "task-runner v1.2.3 ready", "http://localhost:8080/path@2",
                "basic usage: server DIR", "-----BEGIN CERTIFICATE-----", "eyJ is how they begin"
            })
    void ordinary_lines_stay(String line) {
        assertThat(new Redaction(NAMED).redact(line)).isEqualTo(line);
    }

    @Test
    void half_a_secret_at_the_cut_is_not_shown() throws Exception {
        var secret = "correct-horse-battery-staple";
        var text = "x".repeat(100) + secret + "\nthe last line\n";
        var stderr = new Stderr(30, Map.of("TOKEN", secret), null);
        stderr.read("test", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(stderr.ended().get(5, TimeUnit.SECONDS)).isEqualTo(text.length());
        assertThat(stderr.tail()).isEqualTo(new StderrTail("the last line\n", text.length(), 30));
    }

    @Test
    void one_endless_line_shows_no_half_secret_either() throws Exception {
        var secret = "correct-horse-battery-staple";
        var stderr = new Stderr(1000, Map.of("TOKEN", secret), null);
        stderr.read("test", new ByteArrayInputStream(secret.repeat(500).getBytes(StandardCharsets.UTF_8)));
        stderr.ended().get(5, TimeUnit.SECONDS);
        assertThat(stderr.tail().text()).doesNotContain("horse");
    }

    @Test
    void a_hostile_flood_is_redacted_in_linear_time() throws Exception {
        for (var piece :
                new String[] {"-----BEGIN PRIVATE KEY-----", "eyJaaaaaaaaaa.", "sk-", "token=", "://a:", "\n", "bearer "
                }) {
            var stderr = new Stderr(Launcher.STDERR_BYTES_KEPT, Map.of("TOKEN", "s".repeat(5000)), null);
            stderr.read("test", new ByteArrayInputStream(piece.repeat(100_000).getBytes(StandardCharsets.UTF_8)));
            stderr.ended().get(5, TimeUnit.SECONDS);
            var begun = System.nanoTime();
            stderr.tail();
            assertThat(System.nanoTime() - begun).as(piece).isLessThan(5_000_000_000L);
        }
    }

    @Test
    void invisible_characters_are_shown_by_name() {
        assertThat(Visible.lines("a\u001b[31m\u202e\u200b\r\n\t\ufe0f\udb40\udc41\u0000é字😀"))
                .isEqualTo("a<U+001B ESCAPE>[31m<U+202E RIGHT-TO-LEFT OVERRIDE><U+200B ZERO WIDTH SPACE>"
                        + "<U+000D CARRIAGE RETURN (CR)>\n\t<U+FE0F VARIATION SELECTOR-16>"
                        + "<U+E0041 TAG LATIN CAPITAL LETTER A><U+0000 NULL>é字😀");
    }

    @Test
    void the_last_lines_can_be_had_alone() {
        assertThat(new StderrTail("a\nb\nc\n", 6, 6).lastLines(2)).isEqualTo("b\nc");
    }
}
