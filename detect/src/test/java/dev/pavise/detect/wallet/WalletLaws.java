package dev.pavise.detect.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import dev.pavise.detect.wallet.WordLists.Language;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for every text.
class WalletLaws {
    private static final String MNEMONIC = String.join(" ", Minted.mnemonic(Language.ENGLISH, Minted.bytes(16, 1)));

    private static final List<String> PIECES = List.of(
            MNEMONIC,
            String.join("\u3000", Minted.mnemonic(Language.JAPANESE, Minted.bytes(16, 2))),
            String.join("", Minted.mnemonic(Language.CHINESE_TRADITIONAL, Minted.bytes(16, 3))),
            Minted.wif(Minted.bytes(32, 4), true),
            Minted.bitcoin(0, 5),
            Minted.extended(0x0488ade4, 6),
            "0xd8da" + "1".repeat(32) + "6045",
            "0xd8da" + "2".repeat(32) + "6045",
            "f".repeat(32) + "0123456789abcdef0123456789abcdef",
            "private key",
            "seed phrase ",
            "abandon ",
            "zoo\n",
            "[1,",
            "2]",
            "ciphertext",
            "kdfparams cipherparams mac",
            "<li>",
            "<",
            ">",
            "\"",
            ": ",
            " ",
            "\n",
            "\u0301",
            "\ud83d",
            "\udc00",
            "的",
            "7",
            "x");

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(each -> String.join("", each));
    }

    @Property
    void spans_lie_inside_and_in_order(@ForAll("texts") String text) {
        List<Finding> found = new Wallets().look(new Passage(text, Origin.RESULT));
        assertThat(found).allMatch(each -> each.span().to() <= text.length());
        assertThat(found).allMatch(each -> each.span().from() < each.span().to());
        assertThat(found).isSortedAccordingTo(Comparator.comparing(Finding::span));
    }

    @Property
    void a_mnemonic_on_a_line_of_its_own_is_found_whatever_stands_around(
            @ForAll("texts") String before, @ForAll("texts") String after) {
        String text = before + "\n\"" + MNEMONIC + "\"\n" + after;
        int from = before.length() + 2;
        assertThat(new Wallets().look(new Passage(text, Origin.RESULT)))
                .anyMatch(found -> found.rule().equals("wallet/mnemonic")
                        && found.span().from() <= from
                        && found.span().to() >= from + MNEMONIC.length());
    }

    @Property
    void a_text_is_taken_apart_into_no_more_parts_than_it_has_characters(@ForAll("texts") String text) {
        Runs runs = Runs.of(text);
        assertThat(runs.words()).isLessThanOrEqualTo(text.length());
        assertThat(runs.runs().stream().mapToInt(run -> run.chars().length()).sum())
                .isLessThanOrEqualTo(text.length());
    }
}
