package dev.pavise.app.cli;

/// The commands as a document, made from their definitions.
public final class CliDocs {
    private CliDocs() {}

    public static String markdown(Cli cli) {
        var out = new StringBuilder("""
                # Commands

                Made by `./dev docs` from the definitions of the commands, which also make `--help` and completion.

                Data goes to stdout, talk to stderr. Every command that prints data takes `--json`: one object, or one a
                line. Colours are used only on a terminal; `NO_COLOR` and `--color` are obeyed.

                | Exit code | |
                |---|---|
                """);
        for (ExitCode code : ExitCode.values())
            out.append("| ")
                    .append(code.number())
                    .append(" | ")
                    .append(code.says())
                    .append(" |\n");
        out.append("\n`pavise run` ends with the exit code of its server.\n\n| For every command | |\n|---|---|\n");
        for (Option option : Common.ALL) row(out, option);
        for (Verb verb : cli.verbs()) {
            out.append("\n## pavise ").append(verb.path()).append("\n\n");
            out.append(Help.sentence(verb.says()));
            for (String paragraph : verb.more().split("\n", -1))
                if (!paragraph.isEmpty()) out.append("\n\n").append(paragraph);
            out.append("\n\n```\n").append(verb.synopsis()).append("\n```\n\n");
            for (Verb.Example example : verb.examples())
                out.append("    ")
                        .append(example.line())
                        .append(example.says().isEmpty() ? "" : "    # " + example.says())
                        .append('\n');
            if (!verb.options().isEmpty()) out.append("\n| Option | |\n|---|---|\n");
            for (Option option : verb.options()) row(out, option);
        }
        return out.toString();
    }

    private static void row(StringBuilder out, Option option) {
        out.append("| `")
                .append(option.shown().replace("|", "\\|"))
                .append("` | ")
                .append(option.says().replace("|", "\\|"))
                .append(" |\n");
    }
}
