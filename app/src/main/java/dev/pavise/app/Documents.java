package dev.pavise.app;

import dev.pavise.app.cli.CliDocs;
import dev.pavise.app.config.ConfigDocs;
import dev.pavise.app.config.JsonSchema;
import dev.pavise.app.verb.Verbs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The documents that are made from code. `./dev docs` writes them; a test holds what is checked in to them.
public final class Documents {
    private Documents() {}

    /// Writes them below the folder that is the first argument.
    public static void main(String[] args) throws IOException {
        for (Map.Entry<String, String> each : all().entrySet()) {
            Path file = Path.of(args[0]).resolve(each.getKey());
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, each.getValue());
        }
    }

    /// Each by its path in the checkout.
    static Map<String, String> all() {
        var all = new TreeMap<String, String>();
        all.put("docs/cli.md", CliDocs.markdown(Verbs.cli()));
        all.put("docs/config.md", ConfigDocs.markdown());
        all.put("docs/pavise.schema.json", JsonSchema.text());
        return all;
    }
}
