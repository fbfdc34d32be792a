package dev.pavise.detect.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Any text at all is looked through, and what is found lies in it.
class WalletFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "abandon ".repeat(11) + "about",
                        "[1,2,3]",
                        "0x" + "ab".repeat(20),
                        Minted.bitcoin(0, 1),
                        "private key " + "0123456789abcdef".repeat(4),
                        "{\"ciphertext\":\"" + "0a".repeat(32)
                                + "\",\"kdfparams\":{},\"cipherparams\":{},\"mac\":\"\"}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void what_is_found_lies_in_the_text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(new Wallets().look(new Passage(text, Origin.RESULT)))
                .allMatch(found -> found.span().to() <= text.length());
    }
}
