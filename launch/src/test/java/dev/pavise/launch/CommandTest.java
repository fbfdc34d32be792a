package dev.pavise.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is refused before anything is started, and in which words.
class CommandTest {
    private static final String PATH = "/usr/bin:/bin";

    @TempDir
    Path folder;

    @Test
    void a_program_is_found_in_the_path_that_its_entry_names() throws Exception {
        var program = Files.writeString(folder.resolve("tool"), "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        var command = new Command("a", List.of("tool", "x"), Map.of("PATH", folder.toString()), null);
        assertThat(command.resolved(PATH).words()).containsExactly(program.toString(), "x");
    }

    @Test
    void a_program_with_a_slash_is_found_below_its_folder() throws Exception {
        var program = Files.writeString(folder.resolve("tool"), "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        var command = new Command("a", List.of("./tool"), Map.of(), folder);
        assertThat(command.resolved(PATH).words().getFirst()).isEqualTo(folder + "/./tool");
    }

    @Test
    void a_missing_program_is_told_with_the_path_that_was_searched_and_a_next_step() {
        refuses(
                new Command("files", List.of("npx"), Map.of("PATH", "/nowhere"), null),
                "launch: server \"files\": program \"npx\" not found in PATH (/nowhere)",
                "install Node.js, or name it with its full path, or name PATH in its env");
    }

    @Test
    void programs_are_not_picked_up_from_the_folder_at_hand() throws Exception {
        Files.writeString(folder.resolve("tool"), "#!/bin/sh\n");
        assertThat(folder.resolve("tool").toFile().setExecutable(true)).isTrue();
        refuses(new Command("a", List.of("tool"), Map.of("PATH", ".::"), folder), "not found in PATH", "full path");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /no/such/thing | does not exist
            /usr/bin | is a folder
            /etc/passwd | is not executable
            ' ' | no program is named
            a\0b | has a NUL in it
            """)
    void each_wrong_program_has_its_own_words(String program, String words) {
        refuses(new Command("a", List.of(program), Map.of(), null), words, "");
    }

    @Test
    void what_no_kernel_takes_is_refused_before_the_start() {
        refuses(new Command("a", List.of(), Map.of(), null), "no program is named", "write the program");
        refuses(new Command("a", List.of("sh", "\0"), Map.of(), null), "an argument has a NUL", "take the NUL");
        refuses(new Command("a", List.of("sh", "x".repeat(200_000)), Map.of(), null), "128 Ki", "file");
        refuses(new Command("a", List.of("sh"), Map.of("A=B", ""), null), "\"A=B\" is no name of a variable", "env");
        refuses(new Command("a", List.of("sh"), Map.of("", ""), null), "is no name of a variable", "env");
        refuses(new Command("a", List.of("sh"), Map.of("A", "\0"), null), "variable \"A\" has a NUL in it", "env");
        refuses(
                new Command("a", List.of("sh"), Map.of(), Path.of("/no/folder")),
                "\"/no/folder\" does not exist",
                "cwd");
    }

    @Test
    void hostile_names_cannot_paint_on_the_terminal() {
        refuses(new Command("a\u001b[2J", List.of("/\u202e"), Map.of(), null), "a<U+001B ESCAPE>[2J", "");
    }

    @Test
    void values_of_variables_do_not_print() {
        var command = new Command("a", List.of("sh"), Map.of("TOKEN", "hush"), null);
        assertThat(command.toString()).contains("TOKEN").doesNotContain("hush");
    }

    private static void refuses(Command command, String fault, String hint) {
        assertThatThrownBy(() -> command.resolved(PATH))
                .isInstanceOf(LaunchException.class)
                .hasMessageStartingWith("launch: server \"a".substring(0, 16))
                .hasMessageContaining(fault)
                .extracting(e -> ((LaunchException) e).hint())
                .asString()
                .contains(hint);
    }
}
