package dev.pavise.app.verb;

import dev.pavise.app.cli.Common;
import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.Operand;
import dev.pavise.app.cli.Option;
import dev.pavise.app.cli.Product;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.cli.Verb;
import dev.pavise.app.config.Config;
import dev.pavise.app.config.Home;
import dev.pavise.app.config.Template;
import dev.pavise.app.run.ServerName;
import dev.pavise.app.serve.Log;
import dev.pavise.app.serve.Serving;
import dev.pavise.app.up.Ending;
import dev.pavise.app.up.Keys;
import dev.pavise.app.up.Sample;
import dev.pavise.app.up.Tour;
import dev.pavise.app.up.Watch;
import dev.pavise.app.view.RulingView;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.pin.PinStore;
import dev.pavise.core.policy.Preset;
import dev.pavise.ledger.SqliteArchive;
import dev.pavise.ledger.state.SqlitePins;
import dev.pavise.ledger.state.StateDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `pavise up`.
final class UpVerb {
    private static final Option NAME = Option.value("--name", "NAME", "what the server behind -- is called");

    static final Verb VERB = new Verb(
            "up",
            Verb.Step.PROTECT,
            "shows what Pavise does, with a sample server or yours, then every ruling",
            "Starts a server behind pavise run, as a host does, and prints each ruling as it happens. The sample server"
                    + " misbehaves on purpose; with a command behind --, the tour lists what that server shows and"
                    + " calls nothing. Then it serves the configured servers over HTTP, or else the tour's, and shows all rulings"
                    + " on this machine until Ctrl-C or q; where stdout is no terminal, it ends after the tour.",
            List.of(Operand.command("COMMAND")),
            List.of(NAME, Common.JSON),
            List.of(
                    new Verb.Example("pavise up", "a tour in a few seconds, with nothing to prepare"),
                    new Verb.Example(
                            "pavise up -- npx -y @modelcontextprotocol/server-filesystem@2026.8.31 .",
                            "the same with a server of yours"),
                    new Verb.Example("pavise up --json", "one object for each ruling")),
            UpVerb::up);

    private UpVerb() {}

    private static int up(Given given, Terminal terminal) throws Fault, InterruptedException {
        Home home = Home.of(given, terminal.environment());
        Config config = home.config();
        List<String> command = given.command();
        boolean isSample = command.isEmpty();
        String name = isSample ? Sample.NAME : name(given, command);
        boolean isJson = given.has(Common.JSON);
        var paper = RulingView.Paper.of(terminal);
        try (var state = StateDatabase.in(home.state())) {
            var pins = new SqlitePins(state);
            try (var sample = begun(isSample, name, pins, home);
                    var archive = SqliteArchive.open(home.state())) {
                var watch = new Watch(archive, pins, paper, isJson);
                var tour = new Tour(name, watch, paper, isJson);
                if (!isJson) head(name, isSample, config, home, terminal);
                if (isSample) tour.ofSample(run(given, name, Optional.of(Preset.BALANCED), Sample.command()));
                else tour.ofOther(run(given, name, Optional.empty(), command));
                sample.close();
                if (!isJson) Ending.lines(name, command, given, terminal).forEach(terminal::print);
                terminal.flush();
                if (terminal.isTerminal()) served(home, config, name, command, watch, terminal, isJson);
            }
        }
        return ExitCode.DONE.number();
    }

    /// The ledger has it that a tour begins; for the sample server, its pins begin anew.
    private static Sample begun(boolean isSample, String name, PinStore pins, Home home) throws Fault {
        try (var decisions = Decisions.in(home.state())) {
            Sample sample = isSample ? Sample.alone(home.state()) : Sample.NONE;
            String note = isSample ? "the pins of the sample server begin anew" : "lists, and calls nothing";
            decisions.record(name, "tour/started", "", Evidence.Ruling.PASSED, note);
            sample.renew(pins);
            return sample;
        }
    }

    /// Serves until a person leaves. What keeps it from serving is said, and the rulings are shown all the same.
    private static void served(
            Home home, Config config, String name, List<String> command, Watch watch, Terminal terminal, boolean isJson)
            throws InterruptedException {
        Serving serving = null;
        try {
            Optional<String> key = OwnerKey.ready(home, terminal::say);
            serving = Serving.start(
                    home, new Serving.Wishes(true, Optional.of(alone(config, name, command)), Log.Form.NONE), terminal);
            Path file = OwnerKey.file(home.state());
            if (isJson)
                terminal.print(ServeVerb.ready(serving, key.map(_ -> file))
                        .put("key", key)
                        .toString());
            else
                Ending.served(serving.url(), serving.names(), file, key, terminal)
                        .forEach(terminal::print);
        } catch (Fault fault) {
            terminal.say(fault.words() + "\npavise: nothing is served over HTTP");
        }
        try (var _ = serving) {
            live(watch, terminal, isJson);
        }
    }

    /// The tour's server, as a configuration would have it.
    private static Config.Server alone(Config config, String name, List<String> command) {
        boolean isSample = command.isEmpty();
        List<Template> words = (isSample ? Sample.command() : command)
                .stream().map(word -> Template.literal(word, "pavise up")).toList();
        var start = new Config.How.Start(words.getFirst(), words.subList(1, words.size()), Map.of(), null);
        Optional<Preset> preset = isSample ? Optional.of(Preset.BALANCED) : Optional.empty();
        return new Config.Server(
                name, start, preset, config.limits(), config.rates(), config.actions(), config.files(), config.fence());
    }

    private static void live(Watch watch, Terminal terminal, boolean isJson) throws InterruptedException {
        if (!terminal.isInteractive()) {
            if (!isJson) terminal.print(terminal.bold("All rulings on this machine, as they happen. Ctrl-C ends."));
            watch.everybody(() -> false);
            return;
        }
        if (!isJson) terminal.print(terminal.bold("All rulings on this machine, as they happen. Ctrl-C or q ends."));
        try (var keys = Keys.of(terminal.in())) {
            watch.everybody(keys::isQuit);
        }
    }

    private static void head(String name, boolean isSample, Config config, Home home, Terminal terminal) {
        Preset preset = isSample
                ? Preset.BALANCED
                : config.policy(name, Optional.empty()).preset();
        terminal.print(terminal.bold(Product.TITLE) + " · preset " + preset.word() + " · ledger in "
                + Shown.line(Ending.shortened(home.state(), terminal.environment())));
        terminal.print("guarding \"" + Shown.word(name) + "\" "
                + (isSample
                        ? "(a sample server, stdio; its pins begin anew each time)"
                        : "(stdio); the tour lists and calls nothing"));
    }

    private static String name(Given given, List<String> command) throws Fault {
        if (!given.has(NAME)) return ServerName.of(command, Path.of("").toAbsolutePath());
        String name = given.value(NAME).orElse("");
        if (Config.isName(name)) return name;
        throw Fault.wrongUse(
                NAME.name(),
                "\"" + Shown.word(name) + "\" is no name for a server",
                "use letters, digits and . _ - @ /");
    }

    /// The words behind `pavise`, as they would stand in a host's configuration.
    private static List<String> run(Given given, String name, Optional<Preset> preset, List<String> command) {
        var words = new ArrayList<String>();
        for (Option option : List.of(Common.STATE, Common.CONFIG))
            given.value(option).ifPresent(value -> words.addAll(List.of(option.name(), value)));
        words.add("run");
        if (Config.isName(name)) words.addAll(List.of("--name", name));
        preset.ifPresent(each -> words.addAll(List.of("--preset", each.word())));
        words.add("--");
        words.addAll(command);
        return words;
    }
}
