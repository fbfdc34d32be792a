package dev.pavise.app.verb;

import dev.pavise.app.cli.Common;
import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.cli.Verb;
import dev.pavise.app.config.Home;
import dev.pavise.app.verb.Diagnosis.Finding;
import java.util.List;

/// `pavise doctor`: what is found, what is missing, and what to do.
final class DoctorVerb {
    static final Verb VERB = new Verb(
            "doctor",
            Verb.Step.SET_UP,
            "says what is found here, what is missing, and what to do",
            "The exit code is 4 if something is missing that Pavise needs.",
            List.of(),
            List.of(Common.JSON),
            List.of(new Verb.Example("pavise doctor", "")),
            DoctorVerb::run);

    private DoctorVerb() {}

    private static int run(Given given, Terminal terminal) throws Fault {
        Home home = Home.of(given, terminal.environment());
        boolean isLacking = false;
        for (Finding finding : Diagnosis.of(home, terminal.environment())) {
            isLacking |= finding.state() == Finding.State.LACKING;
            if (given.has(Common.JSON)) {
                terminal.print(new JsonLine()
                        .put("what", finding.what())
                        .put("state", finding.state().word())
                        .put("says", finding.says())
                        .put("hint", finding.hint().isEmpty() ? null : finding.hint())
                        .toString());
                continue;
            }
            String mark = finding.state().word();
            String shown = finding.state() == Finding.State.LACKING ? terminal.red(mark) : mark;
            terminal.print(shown
                    + " ".repeat(9 - mark.length())
                    + finding.what()
                    + " ".repeat(Math.max(1, 10 - finding.what().length()))
                    + finding.says());
            if (!finding.hint().isEmpty()) terminal.print(" ".repeat(19) + "hint: " + finding.hint());
        }
        return isLacking ? ExitCode.LACKING.number() : ExitCode.DONE.number();
    }
}
