package dev.pavise.detect.rule;

import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Severity;
import java.util.List;
import java.util.Set;

/// One thing that is looked for.
///
/// @param id family and name: `steering/concealment`
/// @param what in one sentence, as it is told: "asks to keep something from the user"
/// @param why it matters
/// @param remedy what to do
/// @param references of other lists: `OWASP-MCP-03`, `SAFE-T1001`, `CWE-94`
/// @param where it is looked for
/// @param when it is found; any of these
/// @param finds texts that it has to find
/// @param spares texts that look alike and that it has to spare
public record Rule(
        String id,
        Severity severity,
        String what,
        String why,
        String remedy,
        List<String> references,
        Set<Origin> where,
        List<Condition> when,
        List<String> finds,
        List<String> spares) {
    public Rule {
        references = List.copyOf(references);
        where = Set.copyOf(where);
        when = List.copyOf(when);
        finds = List.copyOf(finds);
        spares = List.copyOf(spares);
    }

    public String family() {
        return id.substring(0, id.indexOf('/'));
    }
}
