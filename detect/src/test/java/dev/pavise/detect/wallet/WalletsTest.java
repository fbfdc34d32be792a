package dev.pavise.detect.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Finding.Grade;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalletsTest {
    private static final String KEY = HexFormat.of().formatHex(Minted.bytes(32, 11));

    @Test
    void keccak_is_not_sha3() {
        assertThat(HexFormat.of().formatHex(Digests.keccak256(new byte[0])))
                .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_key_in_the_import_format_is_certain(boolean compressed) {
        String wif = Minted.wif(Minted.bytes(32, 1), compressed);
        assertThat(certain("import " + wif + ".")).containsExactly("wallet/private-key " + wif);
        assertThat(findings(otherLast(wif))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRIVATE_KEY=0x%s",
                "\"privateKey\": \"%s\"",
                "my private key is %s",
                "tx hash 0x01, private key: %s",
                "%s is the private key",
                "私钥：%s",
                "deployer-key: 0X%s"
            })
    void hexadecimal_digits_are_a_key_where_they_are_called_one(String text) {
        assertThat(certain(text.formatted(KEY))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%s", "sha256: %s", "private key: see transaction %s", "the public key %s", "commit %s", "0x%s"})
    void otherwise_they_are_not(String text) {
        assertThat(findings(text.formatted(KEY))).isEmpty();
    }

    @Test
    void a_key_of_solana_is_known_by_its_public_half() {
        byte[] pair = Minted.solana(21);
        String base58 = Minted.base58(pair);
        String array = bytesOf(pair);
        assertThat(certain("key " + base58)).containsExactly("wallet/private-key " + base58);
        assertThat(certain("saved " + array + " there")).containsExactly("wallet/private-key " + array);
        assertThat(certain(array.replace(",", " ,\n "))).hasSize(1);
        pair[40] ^= 1;
        assertThat(findings(bytesOf(pair))).isEmpty();
        assertThat(findings(Minted.base58(pair))).isEmpty();
    }

    @Test
    void a_flood_of_pairs_hides_none_and_is_believed_in_the_end() {
        byte[] pair = Minted.solana(22);
        byte[] wrong = pair.clone();
        wrong[63] ^= 1;
        String text = (bytesOf(wrong) + " ").repeat(200) + bytesOf(pair);
        List<Finding> found = findings(text);
        assertThat(found.getLast().span().to()).isEqualTo(text.length());
        assertThat(found.getLast().grade()).isEqualTo(Grade.LIKELY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2,3]", "[[[[[", "[256,1]", "[,]", "[1", "["})
    void other_lists_are_no_keys(String text) {
        assertThat(findings(text)).isEmpty();
        assertThat(findings("[" + "1,".repeat(64) + "1]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0x0488ade4,xprv", "0x049d7878,yprv", "0x04b2430c,zprv", "0x04358394,tprv"})
    void an_extended_private_key_is_certain(String version, String head) {
        String key = Minted.extended(Integer.decode(version), 1);
        assertThat(key).startsWith(head);
        assertThat(certain(key)).containsExactly("wallet/private-key " + key);
        assertThat(findings(otherLast(key))).isEmpty();
    }

    @Test
    void an_extended_public_key_is_noted() {
        List<Finding> found = findings(Minted.extended(0x0488b21e, 1));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().grade()).isEqualTo(Grade.NOTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\\""})
    void a_keystore_is_certain_even_inside_a_string(String quote) {
        String store = """
                {'crypto': {'cipher': 'aes-128-ctr', 'ciphertext': '%s', 'cipherparams': {'iv': '00'},
                 'kdf': 'scrypt', 'kdfparams': {'dklen': 32, 'n': 262144}, 'mac': '%s'}, 'version': 3}""".formatted(KEY, KEY);
        assertThat(certain(store.replace("'", quote))).containsExactly("wallet/keystore " + KEY);
        assertThat(findings("{'ciphertext': '%s', 'iv': ''}".formatted(KEY))).isEmpty();
    }

    static Stream<String> addresses() {
        return Stream.of(
                "0x" + Address.withChecksum(HexFormat.of().formatHex(Minted.bytes(20, 5))),
                "0x" + HexFormat.of().formatHex(Minted.bytes(20, 6)),
                Minted.bitcoin(0x00, 1),
                Minted.bitcoin(0x05, 2),
                Minted.bitcoin(0x6f, 3),
                Minted.bitcoin(0x41, 4),
                Minted.segwit(0, Minted.bytes(20, 1)),
                Minted.segwit(0, Minted.bytes(32, 2)),
                Minted.segwit(1, Minted.bytes(32, 3)),
                Minted.segwit(1, Minted.bytes(32, 3)).toUpperCase(Locale.ROOT),
                Minted.base58(Minted.bytes(32, 8)));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void an_address_is_noted_and_no_more(String address) {
        List<Finding> found = findings("send it to " + address + ", please");
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().rule()).isEqualTo("wallet/address");
        assertThat(found.getFirst().grade()).isEqualTo(Grade.NOTED);
    }

    @Test
    void a_wrong_checksum_is_no_address() {
        for (String address :
                List.of(Minted.bitcoin(0x00, 1), Minted.bitcoin(0x41, 4), Minted.segwit(0, Minted.bytes(20, 1)))) {
            assertThat(findings(otherLast(address))).as(address).isEmpty();
        }
        String taproot = Minted.segwit(1, Minted.bytes(32, 3));
        assertThat(findings(taproot.replaceFirst("bc1p", "bc1q"))).isEmpty();
        assertThat(findings(taproot.replaceFirst("bc1p", "Bc1p"))).isEmpty();
    }

    @Test
    void a_checksum_in_capitals_is_told_apart_from_one_that_does_not_fit() {
        String right = Address.withChecksum("fb6916095ca1df60bb79ce92ce3ea74c37c5d359");
        assertThat(findings("0x" + right).getFirst().seen()).contains("checksum right");
        String wrong = Character.isUpperCase(right.charAt(0))
                ? right.substring(0, 1).toLowerCase(Locale.ROOT) + right.substring(1)
                : right.substring(0, 1).toUpperCase(Locale.ROOT) + right.substring(1);
        assertThat(findings("0x" + wrong).getFirst().seen()).doesNotContain("checksum right");
    }

    @Test
    void addresses_that_look_alike_are_certain() {
        String one = "0xd8da" + "1".repeat(32) + "6045";
        String other = "0xD8DA" + "2".repeat(32) + "6045";
        assertThat(certain(one + " and " + other))
                .containsExactly("wallet/lookalike " + one, "wallet/lookalike " + other);
        assertThat(certain(one + " and " + one)).isEmpty();
        assertThat(certain(one + " and 0xd8db" + "2".repeat(32) + "6045")).isEmpty();
        assertThat(certain(one + " and 0xd8da" + "2".repeat(32) + "6046")).isEmpty();
    }

    @Test
    void addresses_in_several_texts_are_compared() {
        String one = "0xd8da" + "1".repeat(32) + "6045";
        String other = "0xd8da" + "2".repeat(32) + "6045";
        var found = Lookalikes.in(List.of("pay " + one, "nothing here", other));
        assertThat(found.get(0)).hasSize(1);
        assertThat(found.get(1)).isEmpty();
        assertThat(found.get(2)).hasSize(1);
    }

    @Test
    void the_secret_is_not_in_what_is_told() {
        String wif = Minted.wif(Minted.bytes(32, 1), true);
        for (Finding found : findings(wif + " private key " + KEY)) {
            assertThat(found.seen()).doesNotContain(wif.substring(0, 5)).doesNotContain(KEY.substring(0, 5));
        }
    }

    @Test
    void prose_code_and_blobs_hold_nothing() {
        assertThat(findings("The quick brown fox jumps over the lazy dog. ".repeat(200)))
                .isEmpty();
        assertThat(findings("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNL0 T" + "a".repeat(33) + " bc1" + "q".repeat(40)))
                .isEmpty();
        assertThat(findings("A".repeat(5000))).isEmpty();
    }

    private static String bytesOf(byte[] bytes) {
        return Arrays.toString(bytes.length == 0 ? new int[0] : unsigned(bytes)).replace(" ", "");
    }

    private static int[] unsigned(byte[] bytes) {
        int[] numbers = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) numbers[i] = bytes[i] & 0xff;
        return numbers;
    }

    private static String otherLast(String text) {
        byte[] chars = text.getBytes(StandardCharsets.US_ASCII);
        chars[chars.length - 1] ^= (byte) (chars[chars.length - 1] == 'q' || chars[chars.length - 1] == 'p' ? 1 : 2);
        return new String(chars, StandardCharsets.US_ASCII);
    }

    private static List<String> certain(String text) {
        return findings(text).stream()
                .filter(found -> found.grade() == Grade.CERTAIN)
                .map(found -> found.rule() + " "
                        + text.substring(found.span().from(), found.span().to()))
                .toList();
    }

    private static List<Finding> findings(String text) {
        return new Wallets().look(new Passage(text, Origin.RESULT));
    }
}
