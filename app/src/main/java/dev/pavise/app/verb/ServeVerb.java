package dev.pavise.app.verb;

import dev.pavise.app.cli.Common;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.cli.Verb;
import dev.pavise.app.config.Home;
import dev.pavise.app.serve.Log;
import dev.pavise.app.serve.Serving;
import dev.pavise.app.up.Ending;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// `pavise serve`.
final class ServeVerb {
    static final Verb VERB = new Verb(
            "serve",
            Verb.Step.PROTECT,
            "guards all configured servers behind one HTTP address",
            "Each server of pavise.yaml has a door of its own, /s/SERVER/mcp, which speaks Streamable HTTP in every"
                    + " revision; old clients take /s/SERVER/sse. At /mcp and /sse a client meets all servers as one,"
                    + " and their tools are called SERVER__TOOL. Clients send a key: Authorization: Bearer KEY. The"
                    + " first start makes one for the owner, and pavise keys add makes others. It listens at the address that the configuration names as listen, else"
                    + " at 127.0.0.1:4400, and has HTTPS where tls names a certificate. With --json, the first line on stdout is"
                    + " {\"event\":\"ready\",\"url\":\"…\"}. What happens to it (a server up or"
                    + " broken, a changed configuration, a client that was not let in) is said on stderr, one line an"
                    + " event, with --json as objects; never what passes.",
            List.of(),
            List.of(Common.JSON),
            List.of(
                    new Verb.Example("pavise serve", "serves what pavise.yaml names"),
                    new Verb.Example("pavise serve --config team.yaml --json", "for scripts")),
            ServeVerb::run);

    private ServeVerb() {}

    private static int run(Given given, Terminal terminal) throws Fault, InterruptedException {
        Home home = Home.of(given, terminal.environment());
        Optional<String> key = OwnerKey.ready(home, terminal::say);
        var form = given.has(Common.JSON) ? Log.Form.JSON : Log.Form.TEXT;
        try (var serving = Serving.start(home, new Serving.Wishes(false, Optional.empty(), form), terminal)) {
            Optional<Path> file = key.map(_ -> OwnerKey.file(home.state()));
            if (given.has(Common.JSON)) terminal.print(ready(serving, file).toString());
            else announce(terminal, serving, home, file);
            terminal.flush();
            // Until a signal comes: what is to be done then, it does by itself.
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /// What scripts are told.
    static JsonLine ready(Serving serving, Optional<Path> keyFile) {
        return new JsonLine()
                .put("event", "ready")
                .put("url", serving.url())
                .put("servers", serving.names())
                .put("admin", serving.adminUrl())
                .put("keyFile", keyFile);
    }

    private static void announce(Terminal terminal, Serving serving, Home home, Optional<Path> keyFile) {
        terminal.print("Pavise serves at " + serving.url() + ". Ctrl-C ends it.");
        Ending.doors(serving.url(), serving.names()).forEach(terminal::print);
        serving.adminUrl().ifPresent(url -> terminal.print("How it fares: " + url + "/healthz, /readyz, /metrics"));
        if (serving.names().isEmpty())
            terminal.print("No server is configured: add one under servers in " + home.file());
        keyFile.ifPresent(file -> terminal.print(
                "The owner's key lies in " + Shown.line(Ending.shortened(file, terminal.environment()))));
        terminal.print("Clients need keys: pavise keys add NAME makes one, pavise keys list shows them");
    }
}
