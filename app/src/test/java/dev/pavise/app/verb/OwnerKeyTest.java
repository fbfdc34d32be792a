package dev.pavise.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The owner's key: made once, kept for its owner's eyes, and never used where file and store do not agree.
class OwnerKeyTest {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private Pavise pavise;
    private Home home;
    private Path file;

    @BeforeEach
    void open() {
        pavise = new Pavise(folder);
        home = new Home(pavise.state(), pavise.config(), false);
        file = pavise.state().resolve("owner.key");
    }

    @Test
    void the_first_start_makes_it_and_the_next_finds_it() throws Exception {
        String key = ready().orElseThrow();

        assertThat(Files.readString(file)).isEqualTo(key + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(ready()).hasValue(key);
        assertThat(said).isEmpty();
        assertThat(pavise.does("keys list").out()).startsWith("owner  since ");
        assertThat(pavise.does("ledger tail --json").out())
                .contains("\"keys/add\"")
                .contains("made by the first start")
                .doesNotContain(key);
    }

    @Test
    void where_others_have_keys_none_is_made() throws Fault {
        pavise.does("keys add ana");

        assertThat(ready()).isEmpty();
        assertThat(said).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(pavise.does("keys list").out().lines()).hasSize(1);
    }

    @Test
    void a_key_that_a_person_makes_for_owner_is_kept_too() throws Exception {
        String key = pavise.does("keys add owner ana")
                .out()
                .lines()
                .findFirst()
                .orElseThrow()
                .split(" +")[1];

        assertThat(ready()).hasValue(key);
        assertThat(Files.list(pavise.state())
                        .filter(each -> each.toString().endsWith(".key"))
                        .map(each -> each.getFileName().toString()))
                .doesNotContain("ana.key");
    }

    @Test
    void revoking_it_deletes_the_file_and_a_new_one_can_be_made() throws Fault {
        String key = ready().orElseThrow();

        assertThat(pavise.does("keys revoke owner").exit()).isZero();

        assertThat(file).doesNotExist();
        assertThat(ready()).isPresent().get().isNotEqualTo(key);
    }

    @Test
    void a_file_without_its_key_in_the_store_is_said_not_used_and_can_be_revoked() throws Exception {
        ready();
        Files.writeString(file, "pavise_" + "x".repeat(43));

        assertThat(ready()).isEmpty();
        assertThat(said.getFirst())
                .isEqualTo(file + ": holds a key that is not the owner's\n"
                        + "hint: pavise keys revoke owner, and then pavise keys add owner");

        Files.delete(pavise.state().resolve("state.db"));
        assertThat(ready()).isEmpty();
        assertThat(said).hasSize(2);
        assertThat(pavise.does("keys revoke owner").exit()).isZero();
        assertThat(ready()).isPresent();
    }

    @Test
    void the_key_of_another_is_not_the_owners() throws Exception {
        ready();
        Files.writeString(file, pavise.does("keys add ana").out().strip().split(" +")[1]);

        assertThat(ready()).isEmpty();
        assertThat(said.getFirst()).contains("is not the owner's");
    }

    @Test
    void a_file_that_others_can_reach_is_not_used() throws Exception {
        ready();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(ready()).isEmpty();
        assertThat(said.getFirst()).contains("can be reached by others").contains("hint: pavise keys revoke owner");
    }

    @Test
    void a_link_is_not_followed() throws Exception {
        String key = ready().orElseThrow();
        Path elsewhere = Files.move(file, folder.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);

        assertThat(ready()).isEmpty();
        assertThat(said.getFirst()).contains("is no file with a key");
        pavise.does("keys revoke owner");
        pavise.does("keys add owner");
        assertThat(Files.readString(elsewhere)).isEqualTo(key + "\n");
        assertThat(Files.isSymbolicLink(file)).isFalse();
    }

    @Test
    void a_lost_file_is_said() throws Exception {
        ready();
        Files.delete(file);

        assertThat(ready()).isEmpty();
        assertThat(said.getFirst()).contains("is gone, and the owner has a key");
    }

    @Test
    void what_cannot_be_kept_is_not_made() throws IOException {
        Files.createDirectories(file.resolve("in the way"));

        var added = pavise.does("keys add owner");

        assertThat(added.exit()).isEqualTo(4);
        assertThat(added.out()).isEmpty();
        assertThat(added.err()).contains("owner.key: cannot be written").contains("hint: ");
        assertThat(pavise.does("keys list").out()).isEmpty();
    }

    private Optional<String> ready() throws Fault {
        return OwnerKey.ready(home, said::add);
    }
}
