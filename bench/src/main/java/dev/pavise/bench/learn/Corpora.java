package dev.pavise.bench.learn;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Labelled lists of tools by other authors: `*.jsonl`, a case a line as `pavise inspect` reads it,
/// besides `labels`, which says `attack` or `benign` of each tool by its name. Lines of another kind
/// are passed over.
final class Corpora {
    private Corpora() {}

    /// By the name of the file. Files without such a list have no entry.
    static Map<String, List<Example>> read(Path folder, Example.Reader reader) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(each -> each.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
        var corpora = new TreeMap<String, List<Example>>();
        for (Path file : files) {
            var examples = new ArrayList<Example>();
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank()) examples.addAll(examples(line, reader));
            }
            String name = file.getFileName().toString();
            if (!examples.isEmpty()) corpora.put(name.substring(0, name.lastIndexOf('.')), examples);
        }
        return corpora;
    }

    private static List<Example> examples(String line, Example.Reader reader) {
        if (!(Json.read(line.getBytes(StandardCharsets.UTF_8)) instanceof Json json)) {
            throw new IllegalArgumentException("not JSON that has one reading: " + line);
        }
        Value labels = json.root().member("labels");
        if (labels == null
                || !labels.isObject()
                || !"toolset".equals(json.root().string("kind"))) return List.of();
        var hostile = new HashMap<String, Boolean>();
        for (Value.Member each : labels.members()) {
            if (each.value().isString())
                hostile.put(each.name().text(), each.value().is("attack"));
        }
        return reader.read(Case.of(line, hostile, List.of()));
    }
}
