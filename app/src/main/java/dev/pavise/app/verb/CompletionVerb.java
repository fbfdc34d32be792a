package dev.pavise.app.verb;

import dev.pavise.app.cli.Completion;
import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.Operand;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.cli.Verb;
import java.util.List;

/// `pavise completion`.
final class CompletionVerb {
    static final Verb VERB = new Verb(
            "completion",
            Verb.Step.SET_UP,
            "prints what a shell needs to complete commands and options",
            "",
            List.of(Operand.choice("SHELL", List.of("bash", "zsh", "fish"))),
            List.of(),
            List.of(
                    new Verb.Example("source <(pavise completion bash)", "in ~/.bashrc"),
                    new Verb.Example("source <(pavise completion zsh)", "in ~/.zshrc, behind compinit"),
                    new Verb.Example("pavise completion fish > ~/.config/fish/completions/pavise.fish", "")),
            CompletionVerb::run);

    private CompletionVerb() {}

    private static int run(Given given, Terminal terminal) {
        terminal.print(
                switch (given.operands().getFirst()) {
                    case "bash" -> Completion.bash(Verbs.ALL);
                    case "zsh" -> Completion.zsh(Verbs.ALL);
                    default -> Completion.fish(Verbs.ALL);
                });
        return ExitCode.DONE.number();
    }
}
