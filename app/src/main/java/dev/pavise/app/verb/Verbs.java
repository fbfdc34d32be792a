package dev.pavise.app.verb;

import dev.pavise.app.cli.Cli;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Product;
import dev.pavise.app.cli.Verb;
import dev.pavise.ledger.sqlite.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All commands, in the order of help.
public final class Verbs {
    static final Map<String, String> FAMILIES = Map.of(
            "keys", KeyVerbs.FAMILY,
            "pins", PinVerbs.FAMILY,
            "rules", RuleVerbs.FAMILY,
            "ledger", LedgerVerbs.FAMILY,
            "config", ConfigVerbs.FAMILY);

    public static final List<Verb> ALL = List.of(
            UpVerb.VERB,
            InspectVerb.VERB,
            RuleVerbs.LIST,
            RuleVerbs.SHOW,
            RuleVerbs.EXPLAIN,
            RunVerb.VERB,
            ServeVerb.VERB,
            KeyVerbs.ADD,
            KeyVerbs.LIST,
            KeyVerbs.REVOKE,
            PinVerbs.LIST,
            PinVerbs.DIFF,
            PinVerbs.APPROVE,
            PinVerbs.REJECT,
            AllowVerb.VERB,
            StatusVerb.VERB,
            LedgerVerbs.TAIL,
            LedgerVerbs.QUERY,
            LedgerVerbs.SHOW,
            LedgerVerbs.VERIFY,
            LedgerVerbs.EXPORT,
            LedgerVerbs.SHOW_ALONE,
            ConfigVerbs.CHECK,
            ConfigVerbs.SHOW,
            ConfigVerbs.SCHEMA,
            DoctorVerb.VERB,
            CompletionVerb.VERB,
            HelpVerb.VERB);

    private Verbs() {}

    public static Cli cli() {
        return new Cli(Product.TITLE, ALL, FAMILIES, Verbs::trouble);
    }

    /// A store that cannot be used says by itself what to do.
    private static Optional<Fault> trouble(RuntimeException e) {
        return e instanceof StoreException store ? Optional.of(fault(store.words())) : Optional.empty();
    }

    /// What a store says of its trouble: `place: fault`, a new line, `hint: next step`.
    static Fault fault(String words) {
        String[] lines = words.split("\nhint: ", 2);
        String[] parts = lines[0].split(": ", 2);
        return Fault.lacking(
                parts.length > 1 ? parts[0] : "ledger",
                parts[parts.length - 1],
                lines.length > 1 ? lines[1] : "pavise doctor says more");
    }
}
