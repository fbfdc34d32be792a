package dev.pavise.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pavise.app.cli.Fault;
import dev.pavise.core.policy.Action;
import dev.pavise.core.policy.Actions;
import dev.pavise.core.policy.Actions.Matter;
import dev.pavise.core.policy.Fence;
import dev.pavise.core.policy.Limits;
import dev.pavise.core.policy.Preset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a configuration file may say, and how faults in it are told.
class ConfigFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
    presett: strict                          | 1:1: no setting "presett"                               | did you mean preset?
    oldestRevision: 2025-13-01               | 1:17: "2025-13-01" is no oldestRevision                  | did you mean 2024-11-05? It takes 2024-11-05, 2025-03-26, 2025-06-18, 2025-11-25, 2026-07-28
    preset: strikt                           | 1:9: "strikt" is no preset                               | did you mean strict? It takes observe, balanced, strict
    preset: [strict]                         | 1:9: "preset" wants one of observe, balanced, strict     | correct it, or leave it out
    preset: strict\\npreset: observe           | 2:1: "preset" is there twice                              | keep one of them
    mcpServers: {}                           | 1:1: no setting "mcpServers"                              | in pavise.yaml this is called servers: rename it
    zzz: 1                                   | 1:1: no setting "zzz"                                     | here stand preset, servers, limits, rates, detection, files, fence, oldestRevision, ledger, patienceSeconds, listen, hosts, tls, insecure, admin, traces
    listen: a:1                              | 1:9: "a:1" is no address and port                         | write it as 127.0.0.1:4400
    listen: 192.168.0.1:80                   | 1:9: 192.168.0.1:80 is beyond this machine, which needs TLS | name certificate and key under tls, or write insecure: true where a proxy in front has TLS
    insecure: false\\nlisten: "[2001:db8::1]:80" | 2:9: [2001:db8::1]:80 is beyond this machine, which needs TLS | name certificate and key under tls, or write insecure: true where a proxy in front has TLS
    admin: { listen: 0.0.0.0:81 }            | 1:18: 0.0.0.0:81 is beyond this machine, which needs TLS  | the admin port has none: write insecure: true under admin where only those who may reach it do
    traces: { headers: { A: b } }            | 1:9: "traces" has no endpoint                              | add endpoint
    admin: { insecure: true }                | 1:8: "admin" has no listen                                | add listen
    tls: { certificate: /c, key: /k }\\ninsecure: true | 2:11: insecure does not go with tls         | keep one of them
    tls: { certificate: /c }                 | 1:6: "tls" has no key                                     | add key
    tls: { certificate: "${C}", key: /k }    | 1:21: "${C}" is no reference                              | did you mean ${env:C}?
    tls: { certificate: /c, key: "-----BEGIN PRIVATE KEY-----" } | 1:30: "key" is written down       | put it into a file and name that
    hosts: [a.example, "https://b.example"]  | 1:20: "https://b.example" is no host                      | write it as pavise.example.org, or pavise.example.org:8443
    servers: [a]                             | 1:10: "servers" wants a name and settings for each server | correct it, or leave it out
    servers: { a: { args: [x] } }            | 1:15: "a" has neither command nor url                     | add command or url
    servers: { a: { command: x, url: y } }   | 1:15: "a" has both command and url                        | keep one of them
    servers: { a: { comand: x } }            | 1:15: "a" has neither command nor url                     | add command or url
    servers: { a: { command: [x] } }         | 1:26: "command" wants text                                | correct it, or leave it out
    servers: { a: { command: } }             | 1:25: "command" wants text                                | correct it, or leave it out
    servers: { a: { command: x, args: y } }  | 1:35: "args" wants a list of texts                        | correct it, or leave it out
    servers: { "a b": { command: x } }       | 1:12: "a b" is no name for a server                       | use letters, digits and . _ - @ /
    servers: { a: { command: x, disabled: true } } | 1:29: no setting "disabled"                         | hosts decide which servers they start: leave it out
    servers: { a: { command: x, type: http } } | 1:35: type http does not go with command                 | correct it, or leave it out
    servers: { a: { command: x, headers: { A: b } } } | 1:38: headers does not go with command            | leave it out
    servers: { a: { url: "https://x.example/", cwd: /x } } | 1:49: cwd does not go with url                | leave it out
    limits: { depthMax: 8 }                  | 1:21: "depthMax" wants a whole number from 16 to 1000     | correct it, or leave it out
    limits: { depthMax: 1e2 }                | 1:21: "depthMax" wants a whole number from 16 to 1000     | correct it, or leave it out
    limits: { depthMax: "64" }               | 1:21: "depthMax" wants a whole number from 16 to 1000     | correct it, or leave it out
    limits: { messageBytesMax: 99999999999999999999 } | 1:28: "messageBytesMax" wants a whole number from 1024 to 67108864 | correct it, or leave it out
    rates: { toolCalls: { perSecond: 0 } }   | 1:34: "perSecond" wants a number above 0, at most 1000000 | correct it, or leave it out
    rates: { toolCalls: { perSecond: .inf } } | 1:34: "perSecond" wants a number above 0, at most 1000000 | correct it, or leave it out
    detection: { secret: { answers: tokenize } } | 1:33: "tokenize" is no answers                    | did you mean tokenise? It takes pass, mask, tokenise, block, ask
    detection: { secret: { arguments: tokenise } } | 1:35: "tokenise" is no arguments                | it takes pass, mask, block, ask
    detection: { steering: { answers: mask } } | 1:35: "mask" is no answers                        | did you mean ask? It takes pass, block, ask
    fence: closed                            | 1:8: "closed" is no fence                                  | it takes off, open
    ledger: { payloads: yes }                | 1:21: "payloads" wants true or false                      | correct it, or leave it out
    [1, 2]                                   | 1:1: "pavise.yaml" wants settings, each as name: value    | correct it, or leave it out
    just text                                | 1:1: "pavise.yaml" wants settings, each as name: value    | correct it, or leave it out
    a: &x 1                                  | 1:4: anchors and aliases are not read                     | write the value out
    a: *x                                    | 1:4: anchors and aliases are not read                     | write the value out
    a: !!str x                               | 1:4: tags (tag:yaml.org,2002:str) are not read            | leave the tag out
    ? [a]\\n: b                               | 1:3: a name must be text                                  | write name: value
    preset: strict\\n---\\npreset: observe     | 2:1: begins a second document                             | keep everything in one
    servers: { a: { command: "${TOKEN}" } }  | 1:26: "${TOKEN}" is no reference                          | did you mean ${env:TOKEN}?
    servers: { a: { command: "${TOKEN:-x}" } } | 1:26: "${TOKEN:-x}" is no reference                     | did you mean ${env:TOKEN}?
    servers: { a: { command: "${input:key}" } } | 1:26: "${input:key}" is no reference                   | write ${env:NAME} or ${file:PATH}, or $${ for ${
    servers: { a: { command: "${env:A" } }   | 1:26: "${" without its end                                | close it with }, or write $${ for ${
    """)
    void faults_are_told_with_place_and_next_step(String text, String fault, String hint) {
        var problems = read(text.replace("\\n", "\n")).problems();
        assertThat(problems).isNotEmpty();
        assertThat(problems.getFirst().at("f")).isEqualTo("f:" + fault);
        assertThat(problems.getFirst().hint()).isEqualTo(hint);
    }

    @Test
    void every_fault_is_told_in_the_order_of_the_file() {
        var problems = read("a: 1\nb: 2\nlimits: { depthMax: x }\n").problems();
        assertThat(problems).extracting(Problem::line).containsExactly(1, 2, 3);
    }

    @Test
    void text_that_is_no_yaml_is_told_by_its_place() {
        var problem = read("servers:\n  a: {\n").problems().getFirst();
        assertThat(problem.fault()).startsWith("is no YAML: ");
        assertThat(problem.line()).isEqualTo(3);
    }

    @Test
    void bombs_are_refused_before_they_grow() {
        assertThat(read("[".repeat(100_000)).problems().getFirst().fault()).isEqualTo("is nested deeper than 16");
        assertThat(read("a: [" + "1,".repeat(30_000) + "1]")
                        .problems()
                        .getFirst()
                        .fault())
                .isEqualTo("holds more than 20000 values");
        assertThat(read("# " + "x".repeat(2 << 20)).problems().getFirst().at("f"))
                .isEqualTo("f: is larger than 1 MiB");
        var laughs = new StringBuilder("a: &a [x,x]\n");
        for (char c = 'b'; c < 'k'; c++)
            laughs.append(c).append(": &").append(c).append(" [*a,*a]\n");
        assertThat(read(laughs.toString()).problems().getFirst().fault()).isEqualTo("anchors and aliases are not read");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        var file = ConfigFile.of(Path.of("f"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThat(file.problems().getFirst().at("f")).isEqualTo("f: is not UTF-8");
    }

    @Test
    void invisible_characters_in_names_are_shown_by_name() {
        assertThat(read("pre\u200bset: strict").problems().getFirst().fault())
                .isEqualTo("no setting \"pre<U+200B ZERO WIDTH SPACE>set\"");
    }

    @Test
    void an_empty_file_says_nothing() {
        for (String text : List.of("", "\n", "# only a comment\n", "---\n")) {
            assertThat(read(text).problems()).as(text).isEmpty();
            assertThat(read(text).config()).isEqualTo(Config.NONE);
        }
    }

    @Test
    void json_is_read_as_hosts_write_it() throws Fault {
        var config = read("""
                {
                  "preset": "strict",
                  "servers": {
                    "files": {"type": "stdio", "command": "npx", "args": ["-y", "pkg@1", 8080], "env": {"PORT": 8080, "A": "true"}}
                  },
                  "limits": {"callSeconds": 10},
                  "rates": {"toolCalls": {"perSecond": 0.5}},
                  "ledger": {"payloads": true, "keep": {"days": 30, "megabytes": 5}}
                }""").sound();
        assertThat(config.preset()).contains(Preset.STRICT);
        assertThat(config.limits().callTime()).hasSeconds(10);
        assertThat(config.limits().depthMax()).isEqualTo(Limits.DEFAULT.depthMax());
        assertThat(config.rates().toolCalls().perSecond()).isEqualTo(0.5);
        assertThat(config.keepPayloads()).isTrue();
        assertThat(config.keepDays()).contains(30);
        assertThat(config.keepMegabytes()).contains(5);
        var command = start(config, "files").resolved("files", Map.of());
        assertThat(command.words()).containsExactly("npx", "-y", "pkg@1", "8080");
        assertThat(command.environment()).isEqualTo(Map.of("PORT", "8080", "A", "true"));
    }

    @Test
    void what_is_done_with_findings_is_the_server_s_own_then_the_file_s_then_the_default() throws Fault {
        var config = read("""
                detection: { secret: { answers: block }, personal: { answers: tokenise } }
                servers:
                  a: { command: x, detection: { personal: { arguments: ask } } }
                  b: { command: x }
                """).sound();
        Actions own = config.policy("a", Optional.empty()).actions();
        assertThat(own.with(Matter.PERSONAL, false)).isEqualTo(Action.ASK);
        assertThat(own.with(Matter.PERSONAL, true)).isEqualTo(Action.TOKENISE);
        assertThat(own.with(Matter.SECRET, true)).isEqualTo(Action.BLOCK);
        Actions files = config.policy("b", Optional.empty()).actions();
        assertThat(files.with(Matter.PERSONAL, false)).isEqualTo(Action.PASS);
        assertThat(files.with(Matter.SECRET, true)).isEqualTo(Action.BLOCK);
        assertThat(files.with(Matter.SECRET, false)).isEqualTo(Action.BLOCK);
        assertThat(files.with(Matter.WALLET, true)).isEqualTo(Action.MASK);
        assertThat(read("preset: strict").sound().policy("c", Optional.empty()).actions())
                .isEqualTo(Actions.DEFAULT);
    }

    @Test
    void the_fence_is_the_server_s_own_then_the_file_s_and_else_there_is_none() throws Fault {
        var config = read("fence: open\nservers: { a: { command: x, fence: off }, b: { command: x } }")
                .sound();
        assertThat(config.policy("a", Optional.empty()).fence()).isEqualTo(Fence.OFF);
        assertThat(config.policy("b", Optional.empty()).fence()).isEqualTo(Fence.OPEN);
        assertThat(config.policy("c", Optional.empty()).fence()).isEqualTo(Fence.OPEN);
        assertThat(Config.NONE.policy("a", Optional.empty()).fence()).isEqualTo(Fence.OFF);
    }

    @Test
    void a_servers_own_settings_count_for_it_alone() throws Fault {
        var config = read("""
                preset: observe
                limits: { callSeconds: 10, pagesMax: 7 }
                servers:
                  own: { command: x, preset: strict, limits: { callSeconds: 20 } }
                  other: { command: y }
                """).sound();
        assertThat(config.policy("own", Optional.empty()).preset()).isEqualTo(Preset.STRICT);
        assertThat(config.policy("own", Optional.empty()).limits().callTime()).hasSeconds(20);
        assertThat(config.policy("own", Optional.empty()).limits().pagesMax()).isEqualTo(7);
        assertThat(config.policy("other", Optional.empty()).preset()).isEqualTo(Preset.OBSERVE);
        assertThat(config.policy("other", Optional.empty()).limits().callTime()).hasSeconds(10);
        assertThat(config.policy("unknown", Optional.empty()).preset()).isEqualTo(Preset.OBSERVE);
        assertThat(config.policy("own", Optional.of(Preset.BALANCED)).preset()).isEqualTo(Preset.BALANCED);
        assertThat(Config.NONE.policy("any", Optional.empty()).preset()).isEqualTo(Preset.BALANCED);
    }

    @Test
    void references_are_looked_up_at_start_and_never_printed() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "from-a-file\n");
        var config = read("""
                servers:
                  s:
                    command: run
                    args: ["--a=${env:A}", "$${env:A}", "$5"]
                    env: { TOKEN: "${env:A}", KEY: "Bearer ${file:%s}" }
                    cwd: ${env:HOME}
                """.formatted(secret)).sound();
        var command = start(config, "s").resolved("s", Map.of("A", "hunter2", "HOME", folder.toString()));
        assertThat(command.words()).containsExactly("run", "--a=hunter2", "${env:A}", "$5");
        assertThat(command.environment()).containsEntry("TOKEN", "hunter2").containsEntry("KEY", "Bearer from-a-file");
        assertThat(command.directory()).isEqualTo(folder);
        assertThat(config.toString()).doesNotContain("hunter2").doesNotContain("from-a-file");
        assertThat(command.toString()).doesNotContain("hunter2").doesNotContain("from-a-file");
    }

    @Test
    void references_to_nothing_say_where_they_stand() throws Fault {
        var start = start(read("servers:\n  s:\n    command: ${env:NOT_SET}\n").sound(), "s");
        assertThatThrownBy(() -> start.resolved("s", Map.of()))
                .isInstanceOf(Fault.class)
                .hasMessage("pavise.yaml:3:14: the variable NOT_SET is not set");
        var gone = start(
                read("servers: { s: { command: \"${file:/not/there}\" } }").sound(), "s");
        assertThatThrownBy(() -> gone.resolved("s", Map.of()))
                .hasMessage("pavise.yaml:1:26: /not/there is no file of at most 64 KiB");
        var relative = start(read("servers: { s: { command: \"${file:x}\" } }").sound(), "s");
        assertThatThrownBy(() -> relative.resolved("s", Map.of()))
                .hasMessage("pavise.yaml:1:26: \"x\" is no absolute path");
        var cwd = start(read("servers: { s: { command: x, cwd: here } }").sound(), "s");
        assertThatThrownBy(() -> cwd.resolved("s", Map.of())).hasMessage("pavise.yaml:1:34: cwd is no absolute path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env: { API_TOKEN: abcdefgh1234 }",
                "env: { apiKey: abcdefgh1234 }",
                "env: { DB_PASSWORD: hunter2 }",
                "env: { ANY: ghp_0123456789abcdefghijklmnopqrstuvwxyz }",
                "env: { ANY: AKIAIOSFODNN7EXAMPLE }",
                "env: { DATABASE: \"postgres://me:hunter2@db.example/x\" }",
                "env: { KEY: \"-----BEGIN PRIVATE KEY-----\" }",
                "args: [\"--api-key=abcdefgh1234\"]",
                "args: [\"--token\", \"abcdefgh1234\"]",
                "args: [\"sk-proj-abcdefghij0123456789ABCD\"]"
            })
    void secrets_that_are_written_down_are_refused_and_not_repeated(String entry) {
        var problems = read("servers: { s: { command: x, " + entry + " } }").problems();
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().hint()).isEqualTo("put it elsewhere and write ${env:NAME} or ${file:PATH} here");
        assertThat(problems.getFirst().fault())
                .doesNotContain("abcdefgh1234")
                .doesNotContain("hunter2")
                .doesNotContain("0123456789");
    }

    @Test
    void a_header_that_authorises_is_refused() {
        assertThat(read("servers: { s: { url: \"https://x.example/\", headers: { X: Bearer abcdefgh1234 } } }")
                        .problems())
                .hasSize(1);
        assertThat(read("servers: { s: { url: \"https://x.example/\", headers: { X: \"Bearer ${env:T}\" } } }")
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env: { MAX_TOKENS: 4096 }",
                "env: { TOKEN_LIMIT: many-words-here }",
                "env: { USE_TOKEN: true }",
                "env: { API_TOKEN: \"${env:T}\" }",
                "env: { API_TOKEN: \"\" }",
                "env: { GOOGLE_CREDENTIALS: /home/me/key.json }",
                "env: { URL: \"https://me@example.org/path\" }",
                "env: { AUTHOR: somebody-with-a-name }",
                "env: { MONKEY: banana-and-more }",
                "args: [\"--token-file=/x/y\", \"--max-tokens\", \"4096\", \"sk-learn\"]",
                "args: [\"--password-stdin\", \"@modelcontextprotocol/server-filesystem@2026.8.31\"]"
            })
    void what_only_resembles_a_secret_passes(String entry) {
        assertThat(read("servers: { s: { command: x, " + entry + " } }").problems())
                .isEmpty();
    }

    @Test
    void what_run_does_not_do_is_said() {
        var file = read("listen: 127.0.0.1:8080\nservers: { far: { url: \"https://x.example/mcp\" } }\n");
        assertThat(file.problems()).isEmpty();
        assertThat(file.remarks())
                .extracting(each -> each.at("f"))
                .containsExactlyInAnyOrder("f:2:24: server \"far\" is reached over HTTP, which pavise run does not do");
        assertThat(file.remarks()).allMatch(each -> !each.hint().isEmpty());
    }

    @Test
    void a_file_that_is_not_there_is_no_fault_of_its_text() throws IOException {
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("none")))
                .isInstanceOf(Fault.class)
                .hasMessage(folder.resolve("none") + ": does not exist");
        assertThatThrownBy(() -> ConfigFile.read(folder)).hasMessage(folder + ": cannot be read");
        Path file = Files.writeString(folder.resolve("f"), "a: 1\nb: 2\n");
        assertThatThrownBy(() -> ConfigFile.read(file).sound()).hasMessage(file + ":1:1: no setting \"a\"");
    }

    @Test
    void all_faults_are_told_at_once_in_the_order_of_the_file() {
        Path path = Path.of("pavise.yaml");
        assertThatThrownBy(() -> read("""
                servers:
                  a: { command: x, args: 5 }
                  b: { url: "https://x/", cwd: /tmp }
                limits: { depthMax: 1 }
                listen: nowhere
                bogus: 1
                """).sound())
                .extracting(fault -> ((Fault) fault).words().lines().toList())
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .filteredOn(line -> !line.startsWith("hint: "))
                .containsExactly(
                        path + ":2:26: \"args\" wants a list of texts",
                        path + ":3:32: cwd does not go with url",
                        path + ":4:21: \"depthMax\" wants a whole number from 16 to 1000",
                        path + ":5:9: \"nowhere\" is no address and port",
                        path + ":6:1: no setting \"bogus\"");
        String many = IntStream.range(0, 25).mapToObj(i -> "x" + i + ": 1\n").collect(Collectors.joining());
        assertThatThrownBy(() -> read(many).sound())
                .extracting(fault -> ((Fault) fault).words())
                .asString()
                .endsWith("(and 5 more: pavise config check pavise.yaml)");
    }

    private static ConfigFile read(String text) {
        return ConfigFile.of(Path.of("pavise.yaml"), text.getBytes(StandardCharsets.UTF_8));
    }

    private static Config.How.Start start(Config config, String name) {
        return (Config.How.Start) config.servers().get(name).how();
    }
}
