package dev.pavise.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Completion, asked from the shells themselves.
class CompletionTest {
    private static final Option KIND = Option.choice("--kind", List.of("one", "two"), "which of the two");
    private static final Option FILE = Option.value("--file", "FILE", "where it's written");

    private static final List<Verb> VERBS = List.of(
            verb("go", List.of(), List.of(KIND, FILE)),
            verb("pins list", List.of(), List.of(KIND)),
            verb("pins diff", List.of(), List.of(FILE)),
            verb("shell", List.of(Operand.choice("SHELL", List.of("bash", "zsh"))), List.of()));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
    ''              | go pins shell
    p               | pins
    pins ''         | list diff
    pins l          | list
    pins list --k   | --kind
    go --           | --kind --file --state --config --color --help
    go --kind ''    | one two
    go --kind t     | two
    --color n       | never
    shell ''        | bash zsh
    --color never p | pins
    """)
    void bash_completes(String typed, String offered) throws IOException {
        String words = typed.replace("''", "");
        int count = words.split(" ", -1).length;
        String script = Completion.bash(VERBS)
                + "\nCOMP_WORDS=(pavise "
                + String.join(" ", List.of(typed.split(" ", -1)))
                + ")\nCOMP_CWORD=" + count + "\n_pavise\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
        assertThat(run("bash", script)).containsExactly(offered.split(" ", -1));
    }

    @Test
    void every_script_names_every_command_and_option() {
        for (String script : List.of(Completion.bash(VERBS), Completion.zsh(VERBS), Completion.fish(VERBS))) {
            assertThat(script).contains("go", "pins", "list", "diff", "shell", "kind", "file", "state");
        }
        assertThat(Completion.zsh(VERBS)).contains("'--file:where it'\\''s written'");
    }

    @Test
    void fish_offers_servers_and_files_only_where_they_belong() {
        var diff = verb("pins diff", List.of(Operand.one("SERVER", Operand.Names.SERVER)), List.of());
        String fish = Completion.fish(List.of(diff));
        assertThat(fish).contains("from pins; and __fish_seen_subcommand_from diff' -a '(pavise pins list --json");
        assertThat(fish.lines())
                .contains("complete -c pavise -f -n '__fish_seen_subcommand_from pins; and"
                        + " __fish_seen_subcommand_from diff'");
    }

    private List<String> run(String shell, String script) throws IOException {
        Path file = Files.writeString(folder.resolve("script"), script);
        Process process = new ProcessBuilder(shell, file.toString())
                .directory(Files.createDirectories(folder.resolve("empty")).toFile())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static Verb verb(String path, List<Operand> operands, List<Option> options) {
        return new Verb(
                path,
                Verb.Step.PROTECT,
                "does something",
                "",
                operands,
                options,
                List.of(new Verb.Example("pavise " + path, "")),
                (_, _) -> 0);
    }
}
