package dev.pavise.app.inspect;

import dev.pavise.app.cli.JsonLine;
import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Parsed;
import dev.pavise.core.json.Value;
import dev.pavise.core.pin.Others;
import dev.pavise.detect.definition.Catalogue;
import dev.pavise.detect.definition.Judged;
import dev.pavise.detect.definition.Shown;
import dev.pavise.detect.engine.Engine;
import dev.pavise.detect.engine.Score;
import dev.pavise.detect.engine.Unseen;
import dev.pavise.detect.file.Contents;
import dev.pavise.detect.file.FileReader;
import dev.pavise.detect.file.Piece;
import dev.pavise.detect.pii.Persons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at one case a line and says what was found, in a line.
///
/// ```
/// in   = {"id","kind":"toolset","server","tools":[…],"context"?:[{"server","tools"}],"previous"?:[…]}
///      | {"id","kind":"text","origin":"tool-result"|"resource"|"prompt"|"instructions"|"user","text"}
///      | {"id","kind":"file","path"} | {"id","kind":"secret"|"pii","text"}
/// out  = {"id","tools":[{"name","verdict","score","findings":[…]}]} | {"id","verdict","score","findings":[…]}
///      | {"id"?,"error"}
/// finding = {"rule","severity","evidence"}
/// verdict = "allow" | "warn" | "block"
/// ```
public final class Inspector {
    private static final Set<String> PERSONAL = Set.of("pii");
    private static final Set<String> SECRET = Set.of("secret", "wallet");

    private final Engine engine;
    private final FileReader files;
    private final Persons persons = new Persons(0);
    private final Unseen unseen = new Unseen();
    private final Catalogue catalogue;

    /// @param files reads what a case names
    public Inspector(Engine engine, FileReader files) {
        this.files = files;
        this.engine = engine;
        catalogue = new Catalogue(engine, List.of(unseen));
    }

    /// What is found in one case.
    ///
    /// @throws CaseFault where it is no case
    public JsonLine look(byte[] line) throws CaseFault {
        Parsed parsed = Json.read(line);
        if (!(parsed instanceof Json json)) throw new CaseFault("not JSON that has one reading: " + parsed);
        Value root = json.root();
        if (!root.isObject()) throw new CaseFault("a case is a JSON object");
        var answer = new JsonLine().put("id", root.string("id"));
        String kind = root.string("kind");
        return switch (kind == null ? "" : kind) {
            case "toolset" -> answer.put("tools", toolset(root));
            case "text" -> told(answer, without(text(new Passage(required(root, "text"), origin(root))), PERSONAL));
            case "secret" -> told(answer, of(engine.look(new Passage(required(root, "text"), Origin.SENT)), SECRET));
            case "pii" -> named(answer, persons.look(new Passage(required(root, "text"), Origin.SENT)));
            case "file" -> told(answer, without(file(Path.of(required(root, "path"))), PERSONAL));
            default -> throw new CaseFault("\"kind\" is toolset, text, file, secret or pii");
        };
    }

    /// What is asked is which kinds of personal data a text holds: each that is named is worth a look.
    private static JsonLine named(JsonLine answer, List<Finding> findings) {
        double score = Score.of(findings);
        Finding.Grade grade = Finding.Grade.of(score);
        boolean bare = grade == Finding.Grade.NOTED && !findings.isEmpty();
        return answer.put("verdict", verdict(bare ? Finding.Grade.LIKELY : grade))
                .put("score", rounded(score))
                .put("findings", findings.stream().map(Inspector::line).toList());
    }

    private static List<Finding> of(List<Finding> findings, Set<String> families) {
        return findings.stream()
                .filter(each -> families.contains(each.family()))
                .toList();
    }

    private static List<Finding> without(List<Finding> findings, Set<String> families) {
        return findings.stream()
                .filter(each -> !families.contains(each.family()))
                .toList();
    }

    /// What a file is and holds; an answer's text is judged with it.
    private List<Finding> file(Path path) throws CaseFault {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException | InvalidPathException e) {
            throw new CaseFault("\"path\" cannot be read: " + e);
        }
        Path name = path.getFileName();
        Contents contents = files.read(bytes, null, name == null ? null : name.toString());
        var findings = new ArrayList<>(contents.findings());
        for (Piece each : contents.pieces()) {
            for (Finding found : engine.look(new Passage(each.text(), Origin.RESOURCE))) {
                findings.add(new Finding(
                        found.rule(),
                        found.severity(),
                        found.confidence(),
                        found.span(),
                        found.seen() + " (" + each.how() + ")"));
            }
        }
        return findings;
    }

    private List<Finding> text(Passage passage) {
        var findings = new ArrayList<>(engine.look(passage));
        findings.addAll(unseen.look(passage));
        return findings;
    }

    private List<JsonLine> toolset(Value root) throws CaseFault {
        String server = root.string("server");
        List<Shown> own = shown(server == null ? "" : server, root.member("tools"));
        var others = new ArrayList<Others.Tool>();
        Value context = root.member("context");
        if (context != null) {
            for (Value each : context.elements()) {
                String name = each.string("server");
                for (Shown tool : shown(name == null ? "" : name, each.member("tools"))) {
                    others.add(new Others.Tool(tool.server(), tool.name(), tool.description()));
                }
            }
        }
        var lines = new ArrayList<JsonLine>();
        for (Judged each : catalogue.judge(own, Others.of(others))) {
            var findings = new ArrayList<JsonLine>();
            for (Judged.At at : each.findings()) findings.add(line(at.finding()));
            lines.add(new JsonLine()
                    .put("name", each.shown().name())
                    .put("verdict", verdict(each.grade()))
                    .put("score", rounded(each.score()))
                    .put("findings", findings));
        }
        return lines;
    }

    private static List<Shown> shown(String server, @Nullable Value tools) throws CaseFault {
        if (tools == null || !tools.isArray()) throw new CaseFault("\"tools\" is a list");
        var shown = new ArrayList<Shown>();
        for (Value each : tools.elements()) {
            String name = each.isObject() ? each.string("name") : null;
            shown.add(new Shown(server, name == null ? "" : name, each));
        }
        return shown;
    }

    private static JsonLine told(JsonLine answer, List<Finding> findings) {
        var lines = new ArrayList<JsonLine>();
        for (Finding each : findings) lines.add(line(each));
        double score = Score.of(findings);
        return answer.put("verdict", verdict(Finding.Grade.of(score)))
                .put("score", rounded(score))
                .put("findings", lines);
    }

    private static JsonLine line(Finding finding) {
        return new JsonLine()
                .put("rule", finding.rule())
                .put("severity", finding.severity().word())
                .put("evidence", finding.seen());
    }

    private static double rounded(double score) {
        return Math.round(score * 1000) / 1000.0;
    }

    private static String verdict(Finding.Grade grade) {
        return switch (grade) {
            case NOTED -> "allow";
            case LIKELY -> "warn";
            case CERTAIN -> "block";
        };
    }

    private static Origin origin(Value root) throws CaseFault {
        return switch (required(root, "origin").toLowerCase(Locale.ROOT)) {
            case "tool-result" -> Origin.RESULT;
            case "resource" -> Origin.RESOURCE;
            case "prompt" -> Origin.PROMPT;
            case "instructions" -> Origin.INSTRUCTIONS;
            case "user" -> Origin.USER;
            default -> throw new CaseFault("\"origin\" is tool-result, resource, prompt, instructions or user");
        };
    }

    private static String required(Value root, String member) throws CaseFault {
        String text = root.string(member);
        if (text == null) throw new CaseFault("\"" + member + "\" is missing or no text");
        return text;
    }
}
