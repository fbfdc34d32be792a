package dev.pavise.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostLinesTest {
    private static final List<String> COMMAND =
            List.of("npx", "-y", "@modelcontextprotocol/server-filesystem@2026.8.31", "/a folder/\"quoted\"");

    @Test
    void each_block_is_a_whole_file_of_its_host() {
        List<String> lines = HostLines.of("/opt/pavise/pavise", "@modelcontextprotocol/server-filesystem", COMMAND);

        for (String servers : List.of("mcpServers", "servers")) {
            Value entry = block(lines, servers).at(servers, "server-filesystem");
            assertThat(entry).isNotNull();
            assertThat(entry.string("command")).isEqualTo("/opt/pavise/pavise");
            assertThat(entry.at("args").elements())
                    .extracting(Value::text)
                    .startsWith("run", "--name", "@modelcontextprotocol/server-filesystem", "--")
                    .endsWith(COMMAND.toArray(String[]::new));
        }
    }

    @Test
    void each_block_over_http_is_a_whole_file_of_its_host() {
        List<String> lines = HostLines.http("http://127.0.0.1:4400", "scope-files", "pavise_" + "k".repeat(43));

        assertThat(lines).allMatch(line -> line.length() <= 80);
        assertThat(lines)
                .filteredOn(line -> line.endsWith(":"))
                .extracting(line -> line.replaceAll(" .*", ""))
                .contains(".mcp.json", ".cursor/mcp.json", ".vscode/mcp.json");
        for (String servers : List.of("mcpServers", "servers")) {
            Value entry = block(lines, servers).at(servers, "scope-files");
            assertThat(entry).isNotNull();
            assertThat(entry.string("type")).isEqualTo(servers.equals("servers") ? "http" : null);
            assertThat(entry.string("url")).isEqualTo("http://127.0.0.1:4400/s/scope-files/mcp");
            assertThat(entry.at("headers").string("Authorization")).isEqualTo("Bearer pavise_" + "k".repeat(43));
        }
        assertThat(block(lines.subList(0, 6), "mcpServers")
                        .at("mcpServers", "scope-files")
                        .string("type"))
                .isEqualTo("http");
    }

    @Test
    void all_servers_over_http_are_one_entry() {
        List<String> lines = HostLines.http("http://127.0.0.1:4400", "", "KEY");
        assertThat(block(lines, "servers").at("servers", "pavise").string("url"))
                .isEqualTo("http://127.0.0.1:4400/mcp");
        assertThat(Ending.doors("http://127.0.0.1:4400", List.of("files"))).hasSize(1);
        assertThat(Ending.doors("http://127.0.0.1:4400", List.of("files", "memory")))
                .last()
                .asString()
                .startsWith("  http://127.0.0.1:4400/mcp ");
    }

    @Test
    void eighty_columns_are_enough() {
        assertThat(HostLines.of("/opt/pavise/pavise", "files", COMMAND)).allMatch(line -> line.length() <= 80);
    }

    @Test
    void a_name_that_no_option_takes_is_left_to_pavise() {
        assertThat(HostLines.runs("/opt/srv.py", List.of("python3", "srv.py")))
                .containsExactly("run", "--", "python3", "srv.py");
    }

    @Test
    void hosts_get_a_plain_key() {
        assertThat(HostLines.key("/opt/srv.py")).isEqualTo("srv");
        assertThat(HostLines.key("@scope/server-x")).isEqualTo("server-x");
        assertThat(HostLines.key("files")).isEqualTo("files");
        assertThat(HostLines.key("mcp-remote/example.org:80/")).isEqualTo("server");
    }

    private static Value block(List<String> lines, String servers) {
        var text = new StringBuilder();
        boolean isInside = false;
        for (String line : lines) {
            if (line.startsWith("  { ")) {
                isInside = line.contains("\"" + servers + "\"");
                if (isInside) text.setLength(0);
            }
            if (isInside && line.startsWith("  ")) text.append(line).append('\n');
        }
        return ((Json) Json.read(text.toString().getBytes(StandardCharsets.UTF_8))).root();
    }
}
