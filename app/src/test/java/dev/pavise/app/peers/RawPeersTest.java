package dev.pavise.app.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.peers.Talk.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A client that says fixed lines, against every server in every revision that it speaks: every line either way is the
/// same with Pavise in between as without it.
final class RawPeersTest {
    @TempDir
    static Path home;

    static Stream<Arguments> pairs() {
        return Arrays.stream(Peer.values())
                .flatMap(peer -> peer.revisions().stream().map(revision -> Arguments.of(peer, revision)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pairs")
    void both_sides_hear_the_same_bytes_through_pavise(Peer peer, Revision revision) throws IOException {
        // Paths of equal length: the filesystem server writes them into its answers.
        Path direct = Files.createTempDirectory(home, "talk");
        Path through = Files.createTempDirectory(home, "talk");
        var plain = CompletableFuture.supplyAsync(() -> talk(Way.DIRECT, peer, revision, direct));
        Talk guarded = talk(Way.THROUGH, peer, revision, through);

        assertThat(relative(guarded.heard(), through))
                .isEqualTo(relative(plain.join().heard(), direct));
        assertThat(unexplained(guarded.said(), Files.readString(through.resolve("heard.jsonl"))))
                .isEmpty();
    }

    /// The bed itself: one digit less, in one of the answers.
    @Test
    void a_byte_that_changes_on_the_way_is_noticed() {
        List<String> server = Peer.VERBATIM.command(home);
        List<String> changing = new ArrayList<>(List.of("sh", "-c", "\"$@\" | sed -u 's/1[.]10/1.1/'", "sh"));
        changing.addAll(server);

        Talk plain = talk(server, Peer.VERBATIM, Revision.NOV_2025, home);
        Talk changed = talk(changing, Peer.VERBATIM, Revision.NOV_2025, home);

        assertThat(changed.heard()).hasSameSizeAs(plain.heard()).isNotEqualTo(plain.heard());
    }

    private static Talk talk(Way way, Peer peer, Revision revision, Path folder) {
        List<String> server =
                way == Way.DIRECT ? peer.command(folder) : peer.recorded(folder, folder.resolve("heard.jsonl"));
        return talk(way.command(peer.title(), server), peer, revision, folder);
    }

    private static Talk talk(List<String> command, Peer peer, Revision revision, Path folder) {
        try (Wire wire = new Wire(command, home)) {
            return Talk.hold(Scripts.of(peer, revision, folder), wire);
        }
    }

    private static List<String> relative(List<String> lines, Path folder) {
        return lines.stream()
                .map(line -> line.replace(folder.toString(), "<folder>"))
                .toList();
    }

    /// What the server heard and nobody said, and what was said and the server did not hear. Pavise may
    /// list by itself before it forwards a first call, may answer by itself what is not owed to the server, and
    /// may ask under an id of its own where many servers cannot repeat the client's.
    private static List<String> unexplained(List<Said> said, String heard) {
        List<String> wrong = new ArrayList<>();
        List<Said> rest = new ArrayList<>(said);
        for (String line : heard.split("\n", -1)) {
            int at = rest.stream().map(Said::line).toList().indexOf(line);
            if (at < 0) {
                at = rest.stream()
                        .map(each -> renamed(each.line(), line))
                        .toList()
                        .indexOf(line);
            }
            if (at >= 0) {
                rest.subList(0, at).stream().filter(Said::owed).forEach(missing -> wrong.add("not heard: " + missing));
                rest.subList(0, at + 1).clear();
            } else if (!line.isEmpty() && !Envelope.of(line).method().orElse("").endsWith("/list")) {
                wrong.add("nobody said: " + line);
            }
        }
        rest.stream().filter(Said::owed).forEach(missing -> wrong.add("not heard: " + missing));
        return wrong;
    }

    /// A request that was said under an integer which does not fit a double, with the id under which it was heard.
    private static String renamed(String said, String heard) {
        Optional<String> id = Envelope.of(said).id().filter(written -> written.matches("\\d{16,}"));
        Optional<String> other =
                heard.isEmpty() ? Optional.empty() : Envelope.of(heard).id();
        return id.isPresent() && other.isPresent() ? said.replace("\"id\":" + id.get(), "\"id\":" + other.get()) : said;
    }
}
