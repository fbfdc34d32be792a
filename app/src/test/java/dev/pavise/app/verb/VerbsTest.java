package dev.pavise.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.cli.Common;
import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Option;
import dev.pavise.app.cli.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What holds for every command: help, examples, errors, exit codes.
class VerbsTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    Path home;

    private Pavise pavise;

    @BeforeEach
    void open() {
        pavise = new Pavise(home);
    }

    @Test
    void help_fits_on_one_screen_of_eighty_columns() {
        var help = pavise.does("--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out().lines().count()).isLessThanOrEqualTo(40);
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
        for (Verb verb : Verbs.ALL)
            assertThat(help.out().lines().filter(line -> line.startsWith("  " + verb.family() + " ")))
                    .hasSize(1);
    }

    @Test
    void every_command_explains_itself_with_an_example_first() {
        for (Verb verb : Verbs.ALL) {
            var help = pavise.does(verb.path() + " --help");
            assertThat(help.exit()).as(verb.path()).isZero();
            assertThat(help.out()).startsWith("  " + verb.examples().getFirst().line());
            assertThat(help.out()).contains("pavise " + verb.path());
            for (Option option : verb.options()) assertThat(help.out()).contains(option.name());
            assertThat(pavise.does("help " + verb.path()).out()).isEqualTo(help.out());
            assertThat(help.out().lines().filter(line -> line.length() > 80))
                    .as(verb.path())
                    .allMatch(line -> line.startsWith("  pavise "));
        }
    }

    @Test
    void every_example_is_understood() {
        for (Verb verb : Verbs.ALL) {
            for (Verb.Example example : verb.examples()) {
                var words = words(example.line());
                int dashes = words.indexOf("--");
                words.add(dashes < 0 ? words.size() : dashes, "--help");
                assertThat(pavise.does(words).exit()).as(example.line()).isZero();
            }
        }
    }

    @Test
    void whatever_prints_data_prints_it_as_json_too() {
        var talkers = List.of("run", "completion", "help");
        for (Verb verb : Verbs.ALL) {
            if (!talkers.contains(verb.path()))
                assertThat(verb.options()).as(verb.path()).contains(Common.JSON);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
    lst                          | pavise: no command "lst"                                        | pavise --help lists them
    statsu                       | pavise: no command "statsu"                                     | did you mean pavise status?
    version                      | pavise: no command "version"                                    | did you mean pavise --version?
    -v                           | pavise: no option "-v"                                          | did you mean --version, or -V?
    pins lst                     | pavise pins: no command "lst"                                   | did you mean pavise pins list?
    --colour never status        | pavise: no command "never"                                      | pavise --help lists them
    --jsn                        | pavise: no option "--jsn"                                       | pavise --help lists them
    --color=sometimes status     | --color: "sometimes" is none of its values                      | it takes auto, always, never
    run --nme x -- y             | pavise run: no option "--nme"                                   | did you mean --name?
    run --name                   | --name: lacks its value                                         | write --name NAME
    run                          | pavise run: neither a server's name nor a command               | for example: pavise run -- npx -y @modelcontextprotocol/server-filesystem@2026.8.31 .
    run a b                      | pavise run: "b" is one word too many                            | the server's command goes behind --: pavise run -- npx -y @modelcontextprotocol/server-filesystem@2026.8.31 .
    run a -- b                   | pavise run: both a name and a command                           | pavise run --name a -- COMMAND
    run --observe --strict -- b  | pavise run: more than one preset                                | keep one of them
    run --preset=strikt -- b     | --preset: "strikt" is none of its values                        | did you mean strict? It takes observe, balanced, strict
    run --strict=yes -- b        | --strict: takes no value                                        | write --strict
    run --name a;b -- c          | --name: "a;b" is no name for a server                           | use letters, digits and . _ - @ /
    show                         | pavise show: ID is missing                                      | for example: pavise show e7f2k-4
    status -- x                  | pavise status: takes no command behind --                       | for example: pavise status
    completion bsh               | pavise completion: no shell "bsh"                               | did you mean bash?
    help pins dif                | pavise help: no command "pins dif"                              | did you mean pavise help pins diff?
    ledger tail -n x             | --number: "x" is no whole number from 0 to 1000000              | leave it out, or correct it
    ledger query --since later   | --since: "later" is no time                                     | write 2026-11-24, 2026-11-24T12:00:00Z or 36h
    allow                        | pavise allow: RULE is missing                                   | pavise show ID names the rule of a denial and prints the whole command
    allow pins --server a        | pavise allow: "pins" is not let through                         | approve what changed: pavise pins approve SERVER ITEM
    allow limts --server a       | pavise allow: no rule "limts"                                   | did you mean limits?
    pins list nobody             | pavise pins: no server "nobody" has been seen                   | pavise pins list names those that have been
    """)
    void wrong_use_is_told_with_the_next_step(String line, String fault, String hint) {
        var outcome = pavise.does(line);
        assertThat(outcome.err()).isEqualTo(fault + "\nhint: " + hint + "\n");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.exit()).isEqualTo(ExitCode.WRONG_USE.number());
    }

    @Test
    void no_command_at_all_is_wrong_use_and_helps() {
        var outcome = pavise.does(List.of());
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEqualTo(pavise.does("--help").out());
        assertThat(pavise.does("pins").exit()).isEqualTo(2);
        assertThat(pavise.does("pins --help").exit()).isZero();
        assertThat(pavise.does("--version").out()).isEqualTo("Pavise 0.1.0\n");
    }

    @Test
    void common_options_may_stand_before_the_command() {
        var before = pavise.does("--state " + home.resolve("s") + " --color never status");
        var behind = pavise.does("status --color=never --state=" + home.resolve("s"));
        assertThat(before.out())
                .isEqualTo(behind.out())
                .contains(home.resolve("s").toString());
        assertThat(before.exit()).isZero();
    }

    @Test
    void what_hostile_words_hold_is_printed_visibly() {
        var outcome = pavise.does(List.of("\u001b[31m\u202ered"));
        assertThat(outcome.err())
                .startsWith("pavise: no command \"<U+001B ESCAPE>[31m<U+202E RIGHT-TO-LEFT OVERRIDE>red\"");
    }

    @Test
    void files_lie_where_xdg_says_and_one_option_moves_them() {
        assertThat(pavise.does("status").out())
                .contains(home + "/.local/state/pavise")
                .contains(home + "/.config/pavise/pavise.yaml");
        var moved = pavise.with("XDG_STATE_HOME", "/x/state").with("XDG_CONFIG_HOME", "/x/config");
        assertThat(moved.does("status").out()).contains("/x/state/pavise").contains("/x/config/pavise/pavise.yaml");
        assertThat(moved.with("PAVISE_STATE", "/y").does("status").out()).contains("state   /y\n");
        assertThat(moved.with("PAVISE_STATE", "/y").does("status --state /z").out())
                .contains("state   /z\n");
        assertThat(pavise.with("XDG_STATE_HOME", "relative").does("status").out())
                .contains(home + "/.local/state/pavise");
    }

    @Test
    void looking_changes_nothing() {
        for (String line : List.of(
                "status",
                "pins list",
                "allow --list",
                "ledger tail",
                "ledger query",
                "show a-1",
                "config show",
                "doctor")) pavise.does(line);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void colour_needs_a_terminal_or_a_wish() {
        assertThat(pavise.does("pins --help").out()).doesNotContain("\u001b");
        assertThat(pavise.does("doctor --color always").out().contains("\u001b"))
                .isEqualTo(pavise.does("doctor").out().contains("lacking "));
    }

    @Test
    void what_is_not_there_is_told_apart_from_wrong_use() {
        var missing = pavise.does("config check --config " + home.resolve("none"));
        assertThat(missing.exit()).isEqualTo(4);
        assertThat(missing.err()).startsWith(home.resolve("none") + ": does not exist\nhint: ");
        var ledger = pavise.does("ledger verify");
        assertThat(ledger.exit()).isEqualTo(4);
        assertThat(ledger.err()).contains("there is no ledger yet\nhint: run a server through Pavise first");
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var found = WORD.matcher(line.replaceFirst("^source <\\((.*)\\)$", "$1").replaceFirst(" > .*$", ""));
        while (found.find()) words.add(found.group(1) == null ? found.group(2) : found.group(1));
        assertThat(words.removeFirst()).isEqualTo("pavise");
        return words;
    }
}
