package dev.pavise.app.verb;

import dev.pavise.app.cli.Common;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.cli.Verb;
import dev.pavise.app.config.Home;
import dev.pavise.app.config.ListenAddress;
import dev.pavise.app.serve.Serving;
import dev.pavise.ledger.state.SqliteKeys;
import dev.pavise.ledger.state.StateDatabase;
import java.net.InetSocketAddress;
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
                    + " revision; old clients take /s/SERVER/sse. Clients send a key: Authorization: Bearer KEY, which"
                    + " pavise keys add makes. It listens at the address that the configuration names as listen, else"
                    + " at 127.0.0.1:4400. With --json, the first line on stdout is"
                    + " {\"event\":\"ready\",\"url\":\"…\"}.",
            List.of(),
            List.of(Common.JSON),
            List.of(
                    new Verb.Example("pavise serve", "serves what pavise.yaml names"),
                    new Verb.Example("pavise serve --config team.yaml --json", "for scripts")),
            ServeVerb::run);

    private ServeVerb() {}

    private static int run(Given given, Terminal terminal) throws Fault, InterruptedException {
        Home home = Home.of(given, terminal.environment());
        InetSocketAddress address = ListenAddress.of(home.config().listen());
        try (var serving = Serving.start(home, new Serving.Wishes(address, false, Optional.empty()), terminal)) {
            announce(given, terminal, serving, home);
            terminal.flush();
            // Until a signal comes: what is to be done then, it does by itself.
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private static void announce(Given given, Terminal terminal, Serving serving, Home home) throws Fault {
        if (given.has(Common.JSON)) {
            terminal.print(new JsonLine()
                    .put("event", "ready")
                    .put("url", serving.url())
                    .put("servers", serving.names())
                    .toString());
            return;
        }
        terminal.print("Pavise serves at " + serving.url() + ". Ctrl-C ends it.");
        for (String name : serving.names()) {
            terminal.print("  " + Shown.word(name) + "  " + serving.url() + "/s/" + name + "/mcp");
        }
        if (serving.names().isEmpty())
            terminal.print("No server is configured: add one under servers in " + home.file());
        try (var state = StateDatabase.in(home.state())) {
            if (new SqliteKeys(state).all().isEmpty()) {
                terminal.print("Nobody has a key yet: pavise keys add NAME");
            }
        }
    }
}
