package dev.pavise.app.cli;

import java.util.List;

/// The options that every verb takes, also before the verb.
public final class Common {
    public static final Option STATE =
            Option.value("--state", "DIR", "where pins and the ledger lie (also: PAVISE_STATE)");
    public static final Option CONFIG = Option.value("--config", "FILE", "the configuration to read");
    public static final Option COLOR =
            Option.choice("--color", List.of("auto", "always", "never"), "when to use colours; NO_COLOR is obeyed");
    public static final Option HELP =
            Option.flag("--help", "says what this command does").withLetter('h');

    static final List<Option> ALL = List.of(STATE, CONFIG, COLOR, HELP);

    /// Not one of the above: only verbs that print data take it.
    public static final Option JSON = Option.flag("--json", "prints data as JSON, one object or one a line");

    private Common() {}
}
