package dev.pavise.app.up;

import dev.pavise.app.Main;
import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Product;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.sample.Market;
import dev.pavise.app.up.Peer.Silence;
import dev.pavise.app.view.RulingView;
import dev.pavise.core.json.Escapes;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Plays a host in front of one server: says in a sentence what it does, does it, and prints what the ledger has of it.
public final class Tour {
    private static final String LEGACY = "2025-11-25";
    private static final String MODERN = "2026-07-28";
    private static final String ME = "{\"name\":\"pavise-up\",\"version\":\"" + Product.VERSION + "\"}";
    /// A package runner may have to download its server first.
    private static final long START_SECONDS = 180;

    private static final long ANSWER_SECONDS = 60;
    private static final long NOTICE_SECONDS = 10;
    private static final int PAGES_MAX = 20;
    private static final int ASIDE_CHARS = 240;

    private final String server;
    private final Watch watch;
    private final Terminal terminal;
    private final int width;
    private final boolean isJson;
    private final List<String> complaints = new ArrayList<>();
    private boolean isModern;

    /// @param server its name
    public Tour(String server, Watch watch, RulingView.Paper paper, boolean isJson) {
        this.server = server;
        this.watch = watch;
        terminal = paper.terminal();
        width = paper.width();
        this.isJson = isJson;
    }

    /// The sample server: what each of its tools does, and what becomes of it.
    ///
    /// @param run the words behind `pavise`
    public void ofSample(List<String> run) throws Fault, InterruptedException {
        during(run, peer -> {
            connect(peer);
            say("It asks for the tools. One hides words from screens, one steers in plain words.");
            list(peer, "tools/list", "tools", "name");
            say("It calls the honest tool.");
            call(peer, Market.QUOTE);
            say("It calls the tool that hides words in its answer.");
            call(peer, Market.REVIEWS);
            say("It calls the tool that gives away a key.");
            call(peer, Market.SUPPLIER);
            say("It calls the tool whose answer gives the model orders.");
            call(peer, Market.NEWS);
            say("It calls the tool that says something else of itself from then on.");
            call(peer, Market.STOCK);
            peer.awaitNotice("notifications/tools/list_changed", NOTICE_SECONDS);
            watch.show();
            say("It lists the tools again.");
            list(peer, "tools/list", "tools", "name");
            say("A host that calls that tool all the same is told why it can't.");
            call(peer, Market.STOCK);
            say("It leaves.");
        });
    }

    /// A server of the user's: lists what it shows, and calls nothing.
    public void ofOther(List<String> run) throws Fault, InterruptedException {
        during(run, peer -> {
            Value capabilities = connect(peer);
            boolean isAny = false;
            for (String kind : List.of("tools", "prompts", "resources")) {
                if (capabilities == null || capabilities.member(kind) == null) continue;
                isAny = true;
                say("It asks for the " + kind + ".");
                list(peer, kind + "/list", kind, kind.equals("resources") ? "uri" : "name");
            }
            say(isAny ? "It leaves; it has called nothing." : "The server offers no lists. The client leaves.");
        });
    }

    private interface Steps {
        void go(Peer peer) throws Peer.Silent, Fault, InterruptedException;
    }

    private void during(List<String> run, Steps steps) throws Fault, InterruptedException {
        Consumer<String> relay = line -> {
            if (complaints.size() < 100) complaints.add(line);
            terminal.say("  " + server + ": " + Shown.line(line));
        };
        String prefix = "up-" + Long.toHexString(System.nanoTime()) + "-";
        try (var peer = Peer.start(Self.command(Main.class, run), prefix, relay)) {
            watch.follow(peer.nextId());
            steps.go(peer);
        } catch (Peer.Silent silent) {
            watch.show();
            throw fault(silent);
        }
        watch.show();
    }

    private Fault fault(Peer.Silent silent) {
        String method = silent.getMessage();
        return switch (silent.silence()) {
            // What kept it from starting has been said by it, with a hint.
            case Silence.Ended(int code)
            when code == ExitCode.LACKING.number() && hasHint() ->
                Fault.lacking(server, "did not start", "correct what is said above, then pavise up again");
            case Silence.Ended(int code) ->
                new Fault(
                        ExitCode.INCOMPLETE,
                        server,
                        "ended before it answered " + method + (code < 0 ? "" : " (exit code " + code + ")"),
                        complaints.isEmpty()
                                ? "it wrote nothing to stderr; start its command alone to see what it does"
                                : "what it wrote to stderr stands above");
            case Silence.TooLong(long seconds) ->
                new Fault(
                        ExitCode.INCOMPLETE,
                        server,
                        "did not answer " + method + " within " + seconds + " s",
                        "start its command alone to see whether it speaks MCP over stdio");
        };
    }

    private boolean hasHint() {
        return complaints.stream().anyMatch(line -> line.startsWith("hint: "));
    }

    /// The server's capabilities, if it says any.
    private @Nullable Value connect(Peer peer) throws Peer.Silent, Fault, InterruptedException {
        say("A client connects.");
        Message first = peer.ask(
                "initialize",
                "{\"protocolVersion\":\"" + LEGACY + "\",\"capabilities\":{},\"clientInfo\":" + ME + "}",
                START_SECONDS);
        if (first instanceof Message.Result result) {
            peer.tell("notifications/initialized");
            watch.show();
            told(result.result());
            return result.result().member("capabilities");
        }
        watch.show();
        Message second = peer.ask("server/discover", "{" + meta() + "}", ANSWER_SECONDS);
        watch.show();
        if (second instanceof Message.Result result) {
            isModern = true;
            told(result.result());
            return result.result().member("capabilities");
        }
        throw new Fault(
                ExitCode.INCOMPLETE,
                server,
                "answered neither initialize nor server/discover: " + Shown.word(error(first)),
                "the ids above say more: pavise show ID");
    }

    private void told(Value introduction) {
        Value info = introduction.member("serverInfo");
        if (info == null) info = introduction.at("_meta", "io.modelcontextprotocol/serverInfo");
        if (info == null) return;
        String name = Optional.ofNullable(info.string("name")).orElse("");
        String version = Optional.ofNullable(info.string("version")).orElse("");
        aside("the server says it is " + (name + " " + version).strip());
    }

    private void list(Peer peer, String method, String member, String named) throws Peer.Silent, InterruptedException {
        var names = new ArrayList<String>();
        String cursor = null;
        for (int page = 0; page < PAGES_MAX; page++) {
            String members = cursor == null ? "" : "\"cursor\":" + Escapes.quote(cursor);
            Message answer = peer.ask(method, params(members), ANSWER_SECONDS);
            watch.show();
            if (!(answer instanceof Message.Result result)) {
                gets("an error: " + error(answer));
                return;
            }
            Value items = result.result().member(member);
            if (items != null && items.isArray())
                for (Value each : items.elements())
                    names.add(Optional.ofNullable(each.string(named)).orElse("?"));
            cursor = result.result().string("nextCursor");
            if (cursor == null) break;
        }
        gets(names.isEmpty() ? "none" : names.size() + ": " + String.join(", ", names));
    }

    private void call(Peer peer, String tool) throws Peer.Silent, InterruptedException {
        Message answer = peer.ask(
                "tools/call", params("\"name\":\"" + tool + "\",\"arguments\":{\"item\":\"apple\"}"), ANSWER_SECONDS);
        watch.show();
        if (!(answer instanceof Message.Result result)) {
            gets("an error: " + error(answer));
            return;
        }
        Value content = result.result().member("content");
        if (content == null || !content.isArray()) return;
        for (Value each : content.elements())
            gets(Optional.ofNullable(each.string("text")).orElse(""));
    }

    private String params(String members) {
        String both = members + (isModern && !members.isEmpty() ? "," : "") + (isModern ? meta() : "");
        return "{" + both + "}";
    }

    private static String meta() {
        return "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + MODERN
                + "\",\"io.modelcontextprotocol/clientInfo\":" + ME
                + ",\"io.modelcontextprotocol/clientCapabilities\":{}}";
    }

    private static String error(Message message) {
        return message instanceof Message.Failure failure
                ? Optional.ofNullable(failure.error().string("message")).orElse("")
                : "";
    }

    private void say(String sentence) {
        if (isJson) return;
        terminal.print("");
        terminal.print(terminal.bold(sentence));
        terminal.flush();
    }

    /// What the client has of it in the end.
    private void gets(String text) {
        aside("the client gets " + text);
    }

    private void aside(String text) {
        if (isJson) return;
        var lines = new ArrayList<String>();
        RulingView.wrapped(lines, "= " + Shown.cut(Shown.line(text), ASIDE_CHARS), width);
        for (String line : lines) terminal.print(terminal.dim(line));
        terminal.flush();
    }
}
