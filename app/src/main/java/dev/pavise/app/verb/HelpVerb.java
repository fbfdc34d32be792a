package dev.pavise.app.verb;

import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.Nearest;
import dev.pavise.app.cli.Operand;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.cli.Verb;
import java.util.List;

/// `pavise help`.
final class HelpVerb {
    static final Verb VERB = new Verb(
            "help",
            Verb.Step.SET_UP,
            "explains a command",
            "",
            List.of(Operand.many("COMMAND", Operand.Names.VERB)),
            List.of(),
            List.of(new Verb.Example("pavise help pins diff", "")),
            HelpVerb::run);

    private HelpVerb() {}

    private static int run(Given given, Terminal terminal) throws Fault {
        String path = String.join(" ", given.operands());
        String help = Verbs.cli()
                .help(given.operands())
                .orElseThrow(() -> Fault.wrongUse(
                        "pavise help",
                        "no command \"" + Shown.word(path) + "\"",
                        Nearest.to(path, Verbs.ALL.stream().map(Verb::path).toList())
                                .map(near -> "did you mean pavise help " + near + "?")
                                .orElse("pavise --help lists them")));
        terminal.print(help.stripTrailing());
        return ExitCode.DONE.number();
    }
}
