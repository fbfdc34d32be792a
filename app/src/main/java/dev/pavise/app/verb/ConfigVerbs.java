package dev.pavise.app.verb;

import dev.pavise.app.cli.Common;
import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Operand;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.cli.Verb;
import dev.pavise.app.config.Config;
import dev.pavise.app.config.ConfigFile;
import dev.pavise.app.config.Home;
import dev.pavise.app.config.JsonSchema;
import dev.pavise.app.config.Problem;
import dev.pavise.app.view.ConfigView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `pavise config`.
final class ConfigVerbs {
    static final String FAMILY = "the settings in pavise.yaml";

    static final Verb CHECK = new Verb(
            "config check",
            Verb.Step.SET_UP,
            "checks a configuration file",
            "Without FILE, the one that other commands would read. The exit code is 2 if anything in it is wrong. With"
                    + " --json, each fault is an object on stdout; else it is told on stderr.",
            List.of(Operand.optional("FILE", Operand.Names.FILE)),
            List.of(Common.JSON),
            List.of(
                    new Verb.Example("pavise config check", ""),
                    new Verb.Example("pavise config check ./pavise.yaml", "before it is put in place")),
            ConfigVerbs::check);

    static final Verb SHOW = new Verb(
            "config show",
            Verb.Step.SET_UP,
            "shows the settings in force, with what holds where nothing is set",
            "References such as ${env:NAME} are shown as they are written.",
            List.of(),
            List.of(Common.JSON),
            List.of(new Verb.Example("pavise config show", "")),
            ConfigVerbs::show);

    static final Verb SCHEMA = new Verb(
            "config schema",
            Verb.Step.SET_UP,
            "prints the JSON Schema of the configuration file, for editors",
            "",
            List.of(),
            List.of(Common.JSON),
            List.of(new Verb.Example("pavise config schema > pavise.schema.json", "")),
            (_, terminal) -> {
                terminal.print(JsonSchema.text().stripTrailing());
                return ExitCode.DONE.number();
            });

    private ConfigVerbs() {}

    private static int check(Given given, Terminal terminal) throws Fault {
        Home home = Home.of(given, terminal.environment());
        Path path = given.operand(0).map(Path::of).orElse(home.file());
        if (given.operand(0).isEmpty() && !home.isNamed() && !Files.exists(path)) {
            terminal.say(path + ": does not exist, so what is built in holds");
            return ExitCode.DONE.number();
        }
        ConfigFile file = ConfigFile.read(path);
        boolean isJson = given.has(Common.JSON);
        for (Problem each : file.problems()) {
            if (isJson) terminal.print(json(path, "error", each).toString());
            else terminal.say(each.at(path.toString()) + "\nhint: " + each.hint());
        }
        for (Problem each : file.remarks()) {
            if (isJson) terminal.print(json(path, "note", each).toString());
            else terminal.say(each.at(path.toString()) + "\nhint: " + each.hint());
        }
        if (!file.problems().isEmpty()) return ExitCode.WRONG_USE.number();
        int servers = file.config().servers().size();
        terminal.say(path + ": right, with " + servers + (servers == 1 ? " server" : " servers"));
        return ExitCode.DONE.number();
    }

    private static int show(Given given, Terminal terminal) throws Fault {
        Home home = Home.of(given, terminal.environment());
        Config config = home.config();
        if (given.has(Common.JSON)) {
            terminal.print(ConfigView.json(config)
                    .put("file", Files.exists(home.file()) ? home.file().toString() : null)
                    .put("state", home.state().toString())
                    .toString());
            return ExitCode.DONE.number();
        }
        terminal.say("from " + home.file() + (Files.exists(home.file()) ? "" : ", which does not exist") + "; state in "
                + home.state());
        for (String line : ConfigView.lines(config)) terminal.print(line);
        return ExitCode.DONE.number();
    }

    private static JsonLine json(Path path, String severity, Problem problem) {
        return new JsonLine()
                .put("file", path.toString())
                .put("line", problem.line() == 0 ? null : problem.line())
                .put("column", problem.line() == 0 ? null : problem.column())
                .put("severity", severity)
                .put("fault", problem.fault())
                .put("hint", problem.hint().isEmpty() ? null : problem.hint());
    }
}
