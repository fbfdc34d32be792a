package dev.pavise.app.config;

/// The settings as a document, made from their definition.
public final class ConfigDocs {
    private ConfigDocs() {}

    public static String markdown() {
        var out = new StringBuilder("""
                # pavise.yaml

                Made by `./dev docs` from the definition of the settings, which also makes `pavise.schema.json`.

                The file lies in `$XDG_CONFIG_HOME/pavise/pavise.yaml` (`~/.config/pavise/pavise.yaml`), or where
                `--config FILE` says. It is YAML 1.2, so JSON is read as well; what is unknown, doubled or of another
                kind is an error with file, line and column. Secrets are not written into it: `${env:NAME}` and
                `${file:PATH}` are looked up when a server starts, and `$${` stands for `${`. A running `pavise run`
                keeps its connections when the file changes: the change counts from the first message on that comes a
                second or more after it, `limits.messageBytesMax` from the next session on. A file with errors leaves
                the old settings in force.

                ```yaml
                """);
        out.append("""
                preset: balanced
                servers:
                  files:
                    command: npx
                    args: ["-y", "@modelcontextprotocol/server-filesystem@2026.8.31", "/home/me/notes"]
                    env: { TOKEN: "${env:MY_TOKEN}" }
                    preset: strict
                ledger:
                  keep: { days: 90, megabytes: 500 }
                ```

                | Setting | Value | Where nothing is set | What it does |
                |---|---|---|---|
                """);
        rows(out, "", Settings.FILE);
        return out.toString();
    }

    private static void rows(StringBuilder out, String prefix, Shape.Table table) {
        for (Setting setting : table.settings()) {
            String name = prefix + setting.name();
            boolean isSeen = prefix.startsWith("servers.")
                    && !(setting.shape() instanceof Shape.Text)
                    && Settings.FILE.settings().stream()
                            .anyMatch(each -> each.name().equals(setting.name()));
            Object unset = setting.unset();
            out.append("| `")
                    .append(name)
                    .append("` | ")
                    .append(setting.shape().wanted().replace("|", "\\|"))
                    .append(" | ")
                    .append(unset == null ? "" : "`" + (unset instanceof Double d ? Shape.plain(d) : unset) + "`")
                    .append(" | ")
                    .append(
                            isSeen
                                    ? "as above, for this server alone"
                                    : setting.says().replace("|", "\\|"))
                    .append(" |\n");
            if (isSeen) continue;
            if (setting.shape() instanceof Shape.Table inner) rows(out, name + ".", inner);
            if (setting.shape() instanceof Shape.Named named && named.value() instanceof Shape.Table inner)
                rows(out, name + ".NAME.", inner);
        }
    }
}
