package dev.pavise.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.cli.Terminal;
import dev.pavise.app.run.Facts;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.ledger.Settings;
import dev.pavise.ledger.SqliteLedger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that only read: the ledger, the configuration, what the doctor finds.
class ReadingTest {
    @TempDir
    Path home;

    private Pavise pavise;

    @BeforeEach
    void open() {
        pavise = new Pavise(home);
    }

    @Test
    void the_newest_entries_are_shown_oldest_first() {
        keep(5);
        assertThat(pavise.does("ledger tail -n 2").out())
                .contains("test/4")
                .contains("test/5")
                .doesNotContain("test/3");
        var lines = pavise.does("ledger tail --json").out().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.getFirst()).contains("\"method\":\"test/1\"").startsWith("{\"index\":0,\"leaf\":\"");
    }

    @Test
    void any_printed_id_can_be_shown() {
        keep(1);
        List<String> printed = pavise.does("ledger tail")
                .out()
                .lines()
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
        String session = printed.getFirst();
        String id = printed.get(1);
        assertThat(id).startsWith(session + "-");
        assertThat(pavise.does("show " + session).out()).contains(id).contains("test/1");
        for (String verb : List.of("show", "ledger show")) {
            var shown = pavise.does(verb + " " + id);
            assertThat(shown.err()).isEmpty();
            assertThat(shown.exit()).isZero();
            assertThat(shown.out()).contains(id).contains("test/1").contains("leaf ");
        }
        assertThat(pavise.does("show " + id + " --payload").err()).startsWith("ledger: the message was not kept");
        assertThat(pavise.does("show zzzzz-9").err()).startsWith("ledger: no entry has the id \"zzzzz-9\"");
    }

    @Test
    void conditions_are_joined() {
        keep(5);
        assertThat(pavise.does("ledger query --method test/2 --json").out().lines())
                .hasSize(1);
        assertThat(pavise.does("ledger query --method test/2 --ruling denied").err())
                .isEqualTo("no entries\n");
        assertThat(pavise.does("ledger query --since 1h --json").out().lines()).hasSize(5);
        assertThat(pavise.does("ledger query --until 2020-01-01").out()).isEmpty();
        assertThat(pavise.does("ledger query --limit 2").err()).startsWith("these are the newest 2;");
    }

    @Test
    void a_ledger_is_exported_and_held_to_its_own_checkpoint() {
        keep(3);
        Path folder = home.resolve("export");
        assertThat(pavise.does("ledger export " + folder).err()).isEqualTo("wrote 3 entries to " + folder + "\n");
        keep(2);
        var verified = pavise.does("ledger verify --checkpoint " + folder.resolve("checkpoint"));
        assertThat(verified.exit()).isZero();
        assertThat(verified.out()).startsWith("sound: 5 entries");
        assertThat(pavise.does("ledger verify --checkpoint " + home.resolve("none"))
                        .exit())
                .isEqualTo(4);
        assertThat(pavise.does("ledger verify --key nonsense").err()).startsWith("--key: is no key");
    }

    @Test
    void another_ledgers_checkpoint_is_a_finding() {
        keep(3);
        Path other = Path.of(home + "/other");
        keep(other, 9);
        pavise.does("ledger export " + home.resolve("export") + " --state " + other);
        var verified = pavise.does("ledger verify --checkpoint " + home.resolve("export/checkpoint"));
        assertThat(verified.exit()).isEqualTo(1);
        assertThat(verified.out()).contains("not as it was kept: ");
    }

    @Test
    void a_reader_that_goes_away_ends_the_command_quietly() {
        keep(3);
        var broken = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        var err = new java.io.ByteArrayOutputStream();
        var terminal =
                new Terminal(new ByteArrayInputStream(new byte[0]), broken, err, Map.of("HOME", home.toString()));
        assertThat(Verbs.cli().execute(List.of("ledger", "tail", "--follow"), terminal))
                .isZero();
        assertThat(err.size()).isZero();
    }

    @Test
    void a_configuration_is_checked_and_every_fault_told() throws IOException {
        Path file = home.resolve("some.yaml");
        Files.writeString(file, "presett: strict\nlimits: { depthMax: 1 }\n");
        var checked = pavise.does("config check " + file);
        assertThat(checked.exit()).isEqualTo(2);
        assertThat(checked.out()).isEmpty();
        assertThat(checked.err())
                .isEqualTo(
                        file + ":1:1: no setting \"presett\"\nhint: did you mean preset?\n" + file
                                + ":2:21: \"depthMax\" wants a whole number from 16 to 1000\nhint: correct it, or leave it out\n");
        assertThat(pavise.does("config check --json " + file).out().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("\"severity\":\"error\""));
        Files.writeString(file, "servers: { s: { command: x, env: { API_TOKEN: abcdefgh1234 } } }\n");
        assertThat(pavise.does("config check " + file).err()).doesNotContain("abcdefgh1234");
        Files.writeString(file, "servers: { s: { command: x }, far: { url: \"https://x.example/mcp\" } }\n");
        var right = pavise.does("config check " + file);
        assertThat(right.exit()).isZero();
        assertThat(right.err()).contains("which pavise run does not do").endsWith(file + ": right, with 2 servers\n");
    }

    @Test
    void settings_in_force_are_shown_in_a_form_that_is_read_back() throws IOException {
        Files.createDirectories(pavise.config().getParent());
        Files.writeString(
                pavise.config(),
                "preset: strict\nservers: { s: { command: x, args: [\"-y\", \"true\"], env: { T: \"${env:SECRET_ONE}\" } } }\n");
        var shown = pavise.with("SECRET_ONE", "hunter2").does("config show");
        assertThat(shown.out())
                .contains("preset: strict")
                .contains("${env:SECRET_ONE}")
                .doesNotContain("hunter2");
        Path copy = Files.writeString(home.resolve("copy.yaml"), shown.out());
        var again = pavise.does("config show --config " + copy);
        assertThat(again.out()).isEqualTo(shown.out());
    }

    @Test
    void the_doctor_says_what_is_missing_and_what_to_do() throws IOException {
        var well = pavise.does("doctor --json");
        assertThat(well.exit()).isZero();
        assertThat(well.out().lines()).anyMatch(line -> line.startsWith("{\"what\":\"java\",\"state\":\"ok\""));
        Path file = Files.writeString(home.resolve("a-file"), "");
        var ill = pavise.does("doctor --state " + file);
        assertThat(ill.exit()).isEqualTo(4);
        assertThat(ill.out()).contains("lacking  state").contains("hint: ");
        Files.createDirectories(pavise.config().getParent());
        Files.writeString(pavise.config(), "presett: x\n");
        assertThat(pavise.does("doctor").out()).contains("lacking  config").contains("hint: did you mean preset?");
    }

    @Test
    void the_doctor_tells_which_matcher_is_at_hand() {
        assertThat(pavise.does("doctor").out())
                .containsPattern("note +matcher +written in Java, and slower: no build has put .*\n +hint: on Linux");
    }

    @Test
    void the_doctor_tells_whether_letters_in_pictures_are_read() throws IOException {
        Path tools = Files.createDirectories(home.resolve("tools"));
        var doctor = pavise.with("PATH", tools.toString());
        assertThat(doctor.does("doctor").out())
                .containsPattern("note +pictures +letters in them are not read: no tesseract in PATH\n +hint: install");
        Path tesseract = Files.writeString(tools.resolve("tesseract"), "#!/bin/sh\nprintf 'List\\neng\\n'\n");
        Files.setPosixFilePermissions(tesseract, PosixFilePermissions.fromString("rwx------"));
        assertThat(doctor.does("doctor").out())
                .contains("letters in them are read by " + tesseract + ": English; not Simplified Chinese");
    }

    @Test
    void a_damaged_key_is_told_by_the_doctor_and_by_verifying() throws IOException {
        keep(3);
        Files.writeString(pavise.state().resolve("ledger/ledger.key"), "x");
        var doctor = pavise.does("doctor");
        assertThat(doctor.exit()).isEqualTo(4);
        assertThat(doctor.out()).contains("lacking  key").contains("ledger.key is not a signing key");
        var verified = pavise.does("ledger verify");
        assertThat(verified.exit()).isEqualTo(1);
        assertThat(verified.out()).contains("ledger.key is not a signing key").contains("not as it was kept: ");
    }

    @Test
    void checkpoints_that_are_gone_are_named_and_not_said_to_be_still_to_come() throws Exception {
        keep(3);
        try (var connection = java.sql.DriverManager.getConnection(
                        "jdbc:sqlite:" + pavise.state().resolve("ledger/ledger.db"));
                var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM checkpoint");
        }
        var verified = pavise.does("ledger verify");
        assertThat(verified.exit()).isEqualTo(1);
        assertThat(verified.out())
                .contains("lost its checkpoint over 3 entries")
                .contains("; signed to entry 3")
                .doesNotContain("not signed yet");
    }

    private void keep(int count) {
        keep(pavise.state(), count);
    }

    private static void keep(Path state, int count) {
        try (var ledger = SqliteLedger.open(state, Settings.DEFAULT)) {
            var facts = new Facts(ledger, InstantSource.system());
            for (int i = 1; i <= count; i++) {
                facts.keep("s", "test/" + i, "", Evidence.Ruling.PASSED, "", Ledger.Durability.PROCESS, _ -> {});
            }
        }
    }
}
