package dev.pavise.detect.file;

import static dev.pavise.detect.file.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Each bound, and that what it stops is said. `FileBounds` are smaller here where that shows it sooner.
class FileBoundsTest {
    @Test
    void an_archive_shows_its_names_and_its_files() throws IOException {
        byte[] tar = tar("dir/b.txt", utf8("in the tar"));
        var contents = read(zip("a.txt", "in the zip", "c.tgz", gzip(tar)));
        assertThat(shown(contents)).contains("a.txt\nc.tgz", "in the zip", "dir/b.txt", "in the tar");
        assertThat(contents.pieces())
                .anyMatch(piece -> piece.how().equals("in c.tgz: in c.tgz: in dir/b.txt: the text"));
    }

    @Test
    void a_file_too_large_is_not_read() {
        var contents = bounded(100, 1000, 9, 9, 1000, 1000).read(utf8("x".repeat(101)), null, null);
        assertThat(contents.pieces()).isEmpty();
        assertThat(contents.notAssessed()).containsExactly("a file of 101 bytes: more than 100");
    }

    @Test
    void what_unpacks_to_too_much_is_a_bomb() {
        byte[] zip = zip("a", new byte[60_000], "b", new byte[60_000], "c", "after");
        var contents = bounded(1 << 20, 100_000, 9, 9, 1 << 20, 99).read(zip, null, null);
        assertThat(rules(contents)).contains("file/bomb");
        assertThat(contents.notAssessed()).contains("it unpacks to more than 100,000 bytes");
        assertThat(shown(contents)).doesNotContain("after");
    }

    @Test
    void what_unpacks_to_many_times_its_size_is_not_unpacked() {
        var contents = read(zip("zeros", new byte[5 << 20]));
        assertThat(rules(contents)).containsExactly("file/bomb");
        assertThat(contents.findings().getFirst().seen()).contains("times its size");
    }

    @Test
    void a_text_of_a_picture_unpacks_to_a_bound() {
        var contents = read(png(chunk("zTXt", join(latin("a\0\0"), zlib(new byte[3 << 20])))));
        assertThat(contents.notAssessed()).contains("more than 1,048,576 bytes of one compressed part");
    }

    @Test
    void archives_in_archives_are_read_to_a_depth() {
        byte[] inner = zip("deepest.txt", "the bottom");
        for (int i = 0; i < 6; i++) inner = zip("level.zip", inner);
        var contents = read(inner);
        assertThat(shown(contents)).contains("level.zip").doesNotContain("the bottom");
        assertThat(contents.notAssessed())
                .anyMatch(each -> each.endsWith("files more than 4 deep in others: level.zip"));
    }

    @Test
    void files_in_it_are_read_to_a_number() {
        var contents = bounded(1 << 20, 1 << 20, 2, 9, 1 << 20, 99)
                .read(zip("1", "first", "2", "second", "3", "third"), null, null);
        assertThat(shown(contents)).contains("first", "second").doesNotContain("third");
        assertThat(contents.notAssessed()).containsExactly("more than 2 files in it");
    }

    @Test
    void text_is_read_to_a_length_and_a_number_of_places() {
        var length = bounded(1 << 20, 1 << 20, 9, 9, 10, 99).read(utf8("0123456789abcdef"), null, null);
        assertThat(shown(length)).isEqualTo("0123456789");
        assertThat(length.notAssessed()).containsExactly("more text than 10 characters at 99 places");
        var places = bounded(1 << 20, 1 << 20, 9, 9, 1000, 2)
                .read(utf8("<html><!-- a --><!-- b --><!-- c -->d"), null, null);
        assertThat(places.pieces()).hasSize(2);
        assertThat(places.notAssessed()).containsExactly("more text than 1,000 characters at 2 places");
    }

    @Test
    void a_picture_of_too_many_points_is_a_bomb_and_its_texts_are_read() {
        var contents = read(png(100_000, 100_000, chunk("tEXt", latin("Comment\0still read"))));
        assertThat(rules(contents)).containsExactly("file/bomb");
        assertThat(contents.findings().getFirst().seen())
                .isEqualTo("a picture of 100,000 × 100,000 points: refuse the file");
        assertThat(hidden(contents)).containsExactly("its note \"Comment\": still read");
    }

    @Test
    void when_the_time_is_over_it_is_said() {
        var none = new FileBounds(1 << 20, 1 << 20, 9, 9, 1 << 20, 99, 1000, 9, 9, 0);
        var contents = new FileReader(none, Optional.empty(), Optional.empty()).read(utf8("words"), null, null);
        assertThat(contents.pieces()).isEmpty();
        assertThat(contents.notAssessed()).containsExactly("the rest: 0 seconds are over");
    }

    @Test
    void a_file_that_the_directory_leaves_out_is_found() {
        byte[] one = zip("a.txt", "listed");
        byte[] other = zip("b.txt", "not listed");
        int directory = new Bytes(one).findLast("PK\u0001\u0002");
        int entryEnd = new Bytes(other).findLast("PK\u0001\u0002");
        byte[] stored = java.util.Arrays.copyOf(other, entryEnd);
        byte[] both = join(stored, one);
        assertThat(directory).isPositive();
        assertThat(rules(read(both))).isEmpty();
        // With places that count from the file's beginning, the stranger is inside the archive.
        byte[] moved = both.clone();
        int end = new Bytes(moved).findLast("PK\u0005\u0006");
        int listed = new Bytes(moved).findLast("PK\u0001\u0002");
        System.arraycopy(le32(listed), 0, moved, end + 16, 4);
        System.arraycopy(le32(stored.length), 0, moved, listed + 42, 4);
        assertThat(rules(read(moved))).containsExactly("file/unlisted-entry");
    }

    @Test
    void what_needs_a_password_or_is_broken_is_said() {
        byte[] zip = zip("a.txt", "words and words and words");
        byte[] locked = zip.clone();
        locked[new Bytes(zip).findLast("PK\u0001\u0002") + 8] |= 1;
        assertThat(read(locked).notAssessed()).containsExactly("what needs a password");
        byte[] broken = zip.clone();
        broken[35] |= 6;
        assertThat(read(broken).notAssessed()).isNotEmpty();
        assertThat(read(java.util.Arrays.copyOf(zip, zip.length - 30)).notAssessed())
                .containsExactly("an archive without a directory");
    }

    @Test
    void the_second_jvm_has_every_jar_beside_those_of_the_first() {
        assertThat(Apart.jarsBeside("/a/one.jar:/a/two.jar:/b/classes:/c/three.jar"))
                .isEqualTo("/a/*:/b/classes:/c/*");
    }

    private static FileReader bounded(int bytes, int unpacked, int files, int depth, int chars, int pieces) {
        var bounds = new FileBounds(bytes, unpacked, files, depth, chars, pieces, 1_000_000, 9, 9, 240);
        return new FileReader(bounds, Optional.empty(), Optional.empty());
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var whole = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(whole)) {
            gzip.write(plain);
        }
        return whole.toByteArray();
    }

    private static byte[] tar(String name, byte[] content) {
        byte[] header = new byte[512];
        System.arraycopy(latin(name), 0, header, 0, name.length());
        System.arraycopy(latin("%011o".formatted(content.length)), 0, header, 124, 11);
        header[156] = '0';
        System.arraycopy(latin("ustar"), 0, header, 257, 5);
        return join(header, content, new byte[512 - content.length % 512], new byte[1024]);
    }
}
