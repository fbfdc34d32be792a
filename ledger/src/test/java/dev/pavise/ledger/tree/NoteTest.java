package dev.pavise.ledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signed notes and checkpoints, held to what other implementations write.
class NoteTest {
    /// The key pair and note in the documentation of Go's golang.org/x/mod/sumdb/note.
    private static final String PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String SECRET =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n" + PUBLIC + "\n";
    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String NOTE = TEXT
            + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    @Test
    void signing_gives_the_same_bytes_as_the_implementation_in_go() {
        var signer = NoteSigner.parse(SECRET);
        assertThat(signer.sign(TEXT)).hasToString(NOTE);
        assertThat(signer.reveal()).isEqualTo(SECRET);
    }

    @Test
    void a_note_of_another_implementation_verifies() {
        var note = Note.parse(NOTE);
        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note.signedBy(NoteKey.parse(PUBLIC))).isTrue();
        assertThat(note).hasToString(NOTE);
    }

    @Test
    void a_changed_text_does_not_verify() {
        assertThat(Note.parse(NOTE.replace("answer", "Answer")).signedBy(NoteKey.parse(PUBLIC)))
                .isFalse();
    }

    @Test
    void a_stranger_s_signature_is_not_the_key_s() {
        var stranger = NoteSigner.create("PeterNeumann");
        assertThat(stranger.sign(TEXT).signedBy(NoteKey.parse(PUBLIC))).isFalse();
        assertThat(stranger.sign(TEXT).signedBy(stranger.key())).isTrue();
    }

    @Test
    void a_broken_signature_beside_a_good_one_spoils_the_note() {
        var good = Note.parse(NOTE).signatures().getFirst();
        byte[] other = good.idAndSignature().clone();
        other[10] ^= 1;
        var note = new Note(TEXT, List.of(good, new Note.Line(good.name(), other)));
        assertThat(note.signedBy(NoteKey.parse(PUBLIC))).isFalse();
    }

    @Test
    void a_new_key_survives_being_written_down() {
        var signer = NoteSigner.create("pavise.invalid/ledger/0011223344556677");
        var again = NoteSigner.parse(signer.reveal());
        assertThat(again.sign(TEXT)).hasToString(signer.sign(TEXT).toString());
        assertThat(NoteKey.parse(signer.key().toString())).isEqualTo(signer.key());
    }

    @Test
    void a_signing_key_does_not_print() {
        var signer = NoteSigner.parse(SECRET);
        assertThat(signer.toString()).doesNotContain("AYEKFALVFGyNhPJEMzD1QIDr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PRIVATE+KEY+",
                "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n",
                "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFy\n" + PUBLIC + "\n",
                "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1\n" + PUBLIC + "\n",
                "PRIVATE+KEY+Other+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n" + PUBLIC + "\n",
            })
    void a_damaged_signing_key_is_refused(String text) {
        assertThatThrownBy(() -> NoteSigner.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "+",
                "a+b",
                "a+00000000+AQ==",
                "a b+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void a_damaged_public_key_is_refused(String text) {
        assertThatThrownBy(() -> NoteKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\n— name\n",
                "text\n\n— name !\n",
                "text\n\n— name AAAA\n",
                "text\n\nname AAAAAAAAAA==\n",
                "te\u0001xt\n\n— name AAAAAAAAAA==\n",
                "text\n\n— name AAAAAAAAAA==",
            })
    void what_is_not_a_note_is_refused(String text) {
        assertThatThrownBy(() -> Note.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_checkpoint_is_three_lines_and_leaves_extensions_alone() {
        var checkpoint = new Checkpoint("pavise.invalid/ledger/0011223344556677", 7, new byte[32]);
        var signer = NoteSigner.parse(SECRET);
        assertThat(Checkpoint.of(signer.sign(checkpoint.text()))).isEqualTo(checkpoint);
        assertThat(Checkpoint.of(signer.sign(checkpoint.text() + "extension\n")))
                .isEqualTo(checkpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n1\n", "a\n01\n" + "AAAA\n", "a\n-1\nAAAA\n", "a\n1\nAAAA\n", "a\nb\nc\n"})
    void what_is_not_a_checkpoint_is_refused(String text) {
        var note = NoteSigner.parse(SECRET).sign(text);
        assertThatThrownBy(() -> Checkpoint.of(note)).isInstanceOf(IllegalArgumentException.class);
    }
}
