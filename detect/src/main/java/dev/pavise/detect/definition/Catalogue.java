package dev.pavise.detect.definition;

import dev.pavise.core.detect.Detector;
import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Span;
import dev.pavise.core.json.Value;
import dev.pavise.core.pin.Others;
import dev.pavise.detect.engine.Engine;
import dev.pavise.detect.engine.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Judges all definitions of a list, each among the others. What it saw before costs little; any number of threads may
/// use one.
public final class Catalogue {
    private final Engine engine;
    private final List<Detector> beside;
    private final Known known = new Known();

    public Catalogue(Engine engine) {
        this(engine, List.of());
    }

    /// @param beside what else looks at every string
    public Catalogue(Engine engine, List<Detector> beside) {
        this.engine = engine;
        this.beside = List.copyOf(beside);
    }

    /// @param list what one server shows
    /// @param others what the other servers of the same client show
    public List<Judged> judge(List<Shown> list, Others others) {
        byte[] among = Known.among(list, others);
        var judged = new ArrayList<Judged>(list.size());
        Among here = null;
        for (Shown each : list) {
            String key = Known.key(each, among);
            List<Judged.At> findings = known.of(each.server(), key);
            if (findings == null) {
                if (here == null) here = new Among(list, others.tools());
                findings = findings(each, here);
                known.keep(each.server(), key, findings);
            }
            judged.add(Judged.of(each, findings));
        }
        return judged;
    }

    /// What the definitions of a list are judged among.
    private record Among(Names names, Overlaps overlaps) {
        Among(List<Shown> list, List<Others.Tool> others) {
            this(names(list, others), new Overlaps(list, others));
        }

        private static Names names(List<Shown> list, List<Others.Tool> others) {
            Set<String> foreign = new HashSet<>();
            Set<String> servers = new HashSet<>();
            for (Others.Tool each : others) {
                foreign.add(each.name());
                servers.add(each.server());
            }
            Set<String> own = new HashSet<>();
            for (Shown each : list) own.add(each.name());
            foreign.removeAll(own);
            return new Names(Map.of(Names.SIBLING, own, Names.FOREIGN, foreign, Names.SERVER, servers));
        }
    }

    private List<Judged.At> findings(Shown shown, Among among) {
        var findings = new ArrayList<Judged.At>();
        strings(shown, among.names().of(shown.name(), Parameters.names(shown)), findings);
        findings.addAll(Judged.at("/name", name(shown.name())));
        findings.addAll(Parameters.of(shown));
        findings.addAll(among.overlaps().of(shown));
        return findings;
    }

    /// What the words of a name say.
    private List<Finding> name(String name) {
        String words =
                name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").replace('_', ' ').replace('-', ' ');
        var findings = new ArrayList<Finding>();
        for (Finding each : engine.look(new Passage(words, Origin.DEFINITION))) {
            findings.add(new Finding(
                    each.rule(), each.severity(), each.confidence(), new Span(0, name.length()), each.seen()));
        }
        return findings;
    }

    private void strings(Shown shown, Names names, List<Judged.At> findings) {
        Value value = shown.value();
        Json json = value.json();
        for (int entry = value.entry(); entry < json.end(value.entry()); entry++) {
            if (json.kind(entry) != Json.Kind.STRING) continue;
            Value string = new Value(json, entry);
            if (string.bytes() < 8) continue;
            var passage = new Passage(string.text(), Origin.DEFINITION);
            var found = new ArrayList<>(engine.look(passage, names));
            for (Detector each : beside) found.addAll(each.look(passage));
            if (!found.isEmpty()) findings.addAll(Judged.at(shown.place(string), found));
        }
    }
}
