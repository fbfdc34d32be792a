package dev.pavise.app.verb;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.Nearest;
import dev.pavise.app.cli.Operand;
import dev.pavise.app.cli.Option;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.cli.Verb;
import dev.pavise.app.config.Config;
import dev.pavise.app.config.Home;
import dev.pavise.app.run.ConfigWatch;
import dev.pavise.app.run.ServerName;
import dev.pavise.app.run.Wrapped;
import dev.pavise.core.evidence.ShellLine;
import dev.pavise.core.policy.Preset;
import dev.pavise.launch.Command;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `pavise run`.
final class RunVerb {
    private static final Option NAME =
            Option.value("--name", "NAME", "what the server is called, in pins and in the ledger");
    private static final Option PRESET = Option.choice(
            "--preset",
            Arrays.stream(Preset.values()).map(Preset::word).toList(),
            "how to behave, whatever the configuration says");
    private static final Option OBSERVE =
            Option.flag("--observe", "as --preset observe: records, and lets through whatever can be read");
    private static final Option STRICT =
            Option.flag("--strict", "as --preset strict: only what a person approved passes");

    static final Verb VERB = new Verb(
            "run",
            Verb.Step.PROTECT,
            "guards one MCP server over standard input and output, as a host starts it",
            "The server is a name from the configuration, or a command behind --. Nothing but MCP goes to stdout;"
                    + " what the server writes to stderr goes to stderr, redacted. Without --name, the server is called"
                    + " after its command with the version taken out. The exit code is the server's.",
            List.of(Operand.optional("NAME", Operand.Names.SERVER), Operand.command("COMMAND")),
            List.of(NAME, PRESET, OBSERVE, STRICT),
            List.of(
                    new Verb.Example(
                            "pavise run -- npx -y @modelcontextprotocol/server-filesystem@2026.8.31 .",
                            "guards a server from npm"),
                    new Verb.Example(
                            "pavise run --name notes --strict -- uvx mcp-notes==1.4",
                            "names it, and approves nothing by itself"),
                    new Verb.Example("pavise run files", "guards the server \"files\" of pavise.yaml")),
            RunVerb::run);

    private RunVerb() {}

    private static int run(Given given, Terminal terminal) throws Fault, InterruptedException {
        Home home = Home.of(given, terminal.environment());
        Optional<Preset> preset = preset(given);
        if (given.operand(0).isEmpty())
            return Wrapped.start(written(given), terminal).carry(home, preset, Optional.empty());
        if (!given.command().isEmpty()) {
            throw Fault.wrongUse(
                    "pavise run",
                    "both a name and a command",
                    ShellLine.of("pavise", "run", "--name", given.operands().getFirst()) + " -- COMMAND");
        }
        var watch = ConfigWatch.of(home);
        Command command = configured(given.operands().getFirst(), watch, terminal.environment());
        return Wrapped.start(command, terminal).carry(home, preset, Optional.of(watch));
    }

    private static Command written(Given given) throws Fault {
        List<String> words = given.command();
        if (words.isEmpty()) {
            throw Fault.wrongUse(
                    "pavise run",
                    "neither a server's name nor a command",
                    "for example: " + VERB.examples().getFirst().line());
        }
        String name = given.value(NAME).orElse("");
        if (given.has(NAME) && !Config.isName(name)) {
            throw Fault.wrongUse(
                    NAME.name(),
                    "\"" + Shown.word(name) + "\" is no name for a server",
                    "use letters, digits and . _ - @ /");
        }
        return new Command(
                name.isEmpty() ? ServerName.of(words, Path.of("").toAbsolutePath()) : name, words, Map.of(), null);
    }

    private static Command configured(String name, ConfigWatch watch, Map<String, String> environment) throws Fault {
        Config config = watch.config();
        Config.Server server = config.servers().get(name);
        if (server == null) {
            throw Fault.wrongUse(
                    watch.file().toString(),
                    "no server \"" + Shown.word(name) + "\"",
                    Nearest.to(name, config.servers().keySet())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("add it under servers, or write its command behind --"));
        }
        return switch (server.how()) {
            case Config.How.Start start -> start.resolved(name, environment);
            case Config.How.Remote remote ->
                throw Fault.wrongUse(
                        remote.url().place(),
                        "server \"" + name + "\" is reached over HTTP, and pavise run starts commands",
                        "serving over HTTP is not part of this version; name a command for it instead");
        };
    }

    private static Optional<Preset> preset(Given given) throws Fault {
        int named = (given.has(PRESET) ? 1 : 0) + (given.has(OBSERVE) ? 1 : 0) + (given.has(STRICT) ? 1 : 0);
        if (named > 1) throw Fault.wrongUse("pavise run", "more than one preset", "keep one of them");
        if (given.has(OBSERVE)) return Optional.of(Preset.OBSERVE);
        if (given.has(STRICT)) return Optional.of(Preset.STRICT);
        return given.value(PRESET).map(word -> Preset.valueOf(word.toUpperCase(Locale.ROOT)));
    }
}
