package dev.pavise.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.config.Config;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a server is called when nobody named it.
class ServerNameTest {
    private static final Path FOLDER = Path.of("/home/me");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
    npx -y @modelcontextprotocol/server-filesystem@2026.8.31 DIR | @modelcontextprotocol/server-filesystem
    npx @modelcontextprotocol/server-filesystem DIR              | @modelcontextprotocol/server-filesystem
    npx -y mcp-notes@latest                                      | mcp-notes
    npx --package=@a/b@1.0 b --flag                              | @a/b
    npx -p @a/b@1.0 -y b                                         | @a/b
    npx -y -- mcp-notes@1                                        | mcp-notes
    /usr/bin/npx -y mcp-notes@1                                  | mcp-notes
    npx.cmd -y mcp-notes@1                                       | mcp-notes
    npx -y ./server-1.2.0                                        | /home/me/server
    npx -y mcp-remote@0.1 https://a.example/mcp                  | mcp-remote/a.example/mcp
    npx -y mcp-remote https://b.example:8443/mcp --header X      | mcp-remote/b.example:8443/mcp
    npx -y tool@1 https://a.example/                             | tool
    npm exec -y -- @a/b@2                                        | @a/b
    pnpm dlx @a/b@2                                              | @a/b
    yarn dlx @a/b@2                                              | @a/b
    bunx @a/b@2                                                  | @a/b
    bun x @a/b@2                                                 | @a/b
    bun run server.ts                                            | /home/me/server.ts
    deno run -A npm:@a/b@1.2                                     | @a/b
    deno run -A https://deno.land/x/s@1.2                        | deno.land/x/s
    uvx tool==1.2                                                | tool
    uvx tool@1.2                                                 | tool
    uvx tool[cli]==1.2                                           | tool
    uvx --from pkg==1.2 tool                                     | pkg
    uvx --from=pkg==1.2 tool                                     | pkg
    uvx --python 3.12 tool                                       | tool
    uv tool run tool==1.2                                        | tool
    uv run server.py                                             | /home/me/server.py
    uv --directory /srv/x run server.py                          | /srv/x/server.py
    uv run --with mcp tool                                       | tool
    uv run python -m x.y                                         | x.y
    uv run mcp run server.py                                     | /home/me/server.py
    fastmcp run ./server.py:app                                  | /home/me/server.py:app
    pipx run tool==1.2                                           | tool
    pipx run --spec pkg==1 tool                                  | pkg
    dnx Some.Tool@1.2 --yes                                      | Some.Tool
    python -m x                                                  | x
    python3.12 -u -X dev -m x.y --port 1                         | x.y
    python3 -mx                                                  | x
    python server.py                                             | /home/me/server.py
    python /opt/tool-1.2.3/server.py                             | /opt/tool/server.py
    node /path/server.js                                         | /path/server.js
    node --import tsx ./src/server.ts                            | /home/me/src/server.ts
    node ../x/server.js                                          | /home/x/server.js
    tsx server.ts                                                | /home/me/server.ts
    java -jar x-1.2.jar                                          | /home/me/x.jar
    java -Xmx1g -jar /opt/x-1.2.3-SNAPSHOT.jar a                 | /opt/x.jar
    java -cp a.jar:b.jar com.example.Main                        | com.example.Main
    java -p mods -m com.example/com.example.Main                 | com.example/com.example.Main
    go run example.org/x/cmd@v1.2.3                              | example.org/x/cmd
    go run ./cmd/x                                               | /home/me/cmd/x
    docker run image:tag                                         | image
    docker run -i --rm image                                     | image
    docker run -i --rm -e KEY -v /a:/b --name x host:5000/a/b:1.2@sha256:0123 serve | host:5000/a/b
    docker run -i --rm --mount=type=bind,src=/a,dst=/b a/b:latest | a/b
    podman run --rm -i ghcr.io/a/b:1                             | ghcr.io/a/b
    env A=b npx -y tool@1                                        | tool
    /usr/bin/env -u X A=b python -m x                            | x
    env -S node server.js                                        | node
    cmd /c npx -y tool@1                                         | tool
    mcp-notes --flag                                             | mcp-notes
    mcp-notes@1.2                                                | mcp-notes
    /opt/notes-2.0.1/bin/notes                                   | /opt/notes/bin/notes
    ./target/notes                                               | /home/me/target/notes
    sh server.sh                                                 | /home/me/server.sh
    npx                                                          | server
    docker version                                               | docker
    python                                                       | python
    """)
    void a_command_gives_its_server_a_name(String command, String name) {
        assertThat(ServerName.of(List.of(command.split(" ", -1)), FOLDER)).isEqualTo(name);
    }

    @Test
    void a_plain_line_of_a_shell_is_followed_and_any_other_is_told_by_its_text() {
        assertThat(name("sh", "-c", "npx -y tool@1.2")).isEqualTo("tool");
        assertThat(name("bash", "-lc", "exec uvx tool==1.2")).isEqualTo("tool");
        String one = name("bash", "-c", "cd /x && npx -y tool@1.2");
        assertThat(one).matches("bash-[0-9a-f]{8}");
        assertThat(name("bash", "-c", "cd /x && npx -y tool@1.3")).isEqualTo(one);
        assertThat(name("bash", "-c", "cd /y && npx -y tool@1.2")).isNotEqualTo(one);
        assertThat(name("node", "-e", "serve()")).matches("node-[0-9a-f]{8}");
        assertThat(name("python3", "-c", "serve()")).matches("python-[0-9a-f]{8}");
    }

    @Test
    void an_upgrade_keeps_the_name() {
        for (String command : List.of(
                "npx -y @a/b@VERSION .",
                "uvx tool==VERSION",
                "docker run -i a/b:VERSION",
                "java -jar /opt/x-VERSION.jar",
                "go run example.org/x@vVERSION",
                "/opt/x-VERSION/bin/x")) {
            String old = name(command.replace("VERSION", "1.2.3").split(" ", -1));
            assertThat(name(command.replace("VERSION", "2.0.0-rc.1").split(" ", -1)))
                    .as(command)
                    .isEqualTo(old);
        }
    }

    @Test
    void commands_inside_commands_end_somewhere() {
        var words = new ArrayList<String>();
        for (int i = 0; i < 10_000; i++) words.add("env");
        assertThat(ServerName.of(words, FOLDER)).isEqualTo("env");
    }

    @Test
    void any_command_gives_a_name_that_is_short_and_visible() {
        for (String word :
                List.of("", " ", "\0", "\u202e", "é漢", "x".repeat(10_000), "/", "..", "-", "--", "@", "==")) {
            for (String program :
                    List.of("npx", "uvx", "python", "node", "docker", "java", "env", "sh", "go", "uv", "")) {
                String name = name(program, word);
                assertThat(name).as(program + " " + word).isNotEmpty().hasSizeLessThanOrEqualTo(128);
                assertThat(name.codePoints()).allMatch(point -> point > ' ' && Character.isDefined(point));
            }
        }
        assertThat(ServerName.of(List.of(), FOLDER)).isEqualTo("server");
        assertThat(Config.isName(name("npx", "-y", "@a/b@1"))).isTrue();
    }

    private static String name(String... command) {
        return ServerName.of(List.of(command), FOLDER);
    }
}
