package dev.pavise.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Law 5: what was said to be kept is there after a kill -9 at any moment, and the ledger verifies. How many kills is
/// told by the system property `pavise.kills`.
class KillTest {
    private static final int KILLS = Integer.getInteger("pavise.kills", 5);

    private final Random random = new Random();

    @TempDir
    Path state;

    @Test
    void nothing_kept_is_lost_when_the_process_is_killed() throws IOException, InterruptedException {
        var kept = new ArrayList<KeepingChild.Line>();
        for (int kill = 0; kill < KILLS; kill++) {
            try (var child = KeepingChild.start(state, "k" + kill, 3)) {
                int until = 1 + random.nextInt(400);
                for (int i = 0; i < until; i++) kept.add(child.next());
                child.kill(kept);
            }
            assertAllThere(kept);
        }
    }

    @Test
    void nothing_kept_is_lost_when_one_of_several_processes_is_killed() throws IOException, InterruptedException {
        var kept = new ArrayList<KeepingChild.Line>();
        var children = new ArrayList<KeepingChild>();
        try {
            for (int i = 0; i < 3; i++) children.add(KeepingChild.start(state, "p" + i, 2));
            for (int kill = 0; kill < KILLS; kill++) {
                for (var child : children) kept.add(child.next());
                int unlucky = random.nextInt(children.size());
                int until = random.nextInt(300);
                for (int i = 0; i < until; i++) kept.add(children.get(unlucky).next());
                children.get(unlucky).kill(kept);
                children.set(unlucky, KeepingChild.start(state, "r" + kill, 2));
                // The others go on, and the new one gets in among them.
                for (var child : children) kept.add(child.next());
            }
            for (var child : children) child.kill(kept);
        } finally {
            for (var child : children) child.close();
        }
        assertAllThere(kept);
    }

    @Test
    void a_killed_process_leaves_nothing_but_the_ledger() throws IOException, InterruptedException {
        for (int kill = 0; kill < 2; kill++) {
            try (var child = KeepingChild.start(state, "k" + kill, 1)) {
                child.next();
                child.kill(new ArrayList<>());
            }
        }
        assertThat(KeepingChild.temporary(state)).isEmptyDirectory();
        try (Stream<Path> files = Files.walk(state)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> String.valueOf(file.getFileName())))
                    .allMatch(name -> name.startsWith("ledger.") || name.contains("sqlitejdbc"))
                    .filteredOn(name -> name.contains("sqlitejdbc"))
                    .hasSize(1);
        }
    }

    private void assertAllThere(List<KeepingChild.Line> kept) {
        try (var archive = SqliteArchive.open(state)) {
            Map<Long, String> ids = new HashMap<>();
            for (long from = 0; from < archive.size(); from += 1000) {
                for (Entry entry : archive.from(from, 1000)) {
                    ids.put(
                            entry.index(),
                            ((Entry.Body.Present) entry.body()).evidence().id());
                }
            }
            assertThat(kept).isNotEmpty().allSatisfy(line -> assertThat(ids).containsEntry(line.index(), line.id()));
            assertThat(archive.verify(Anchors.NONE).flaws()).isEmpty();
        }
    }
}
