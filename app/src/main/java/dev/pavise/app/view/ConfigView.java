package dev.pavise.app.view;

import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.config.Config;
import dev.pavise.app.config.Listening;
import dev.pavise.app.config.Template;
import dev.pavise.core.policy.Limits;
import dev.pavise.core.policy.Preset;
import dev.pavise.core.policy.Rates;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Settings in force, in the shape of the file they come from. What stands behind references is never shown.
public final class ConfigView {
    private ConfigView() {}

    /// As YAML.
    public static List<String> lines(Config config) {
        var lines = new ArrayList<String>();
        yaml(map(config), "", lines);
        return lines;
    }

    public static JsonLine json(Config config) {
        var line = new JsonLine();
        map(config).forEach(line::put);
        return line;
    }

    private static Map<String, Object> map(Config config) {
        var map = new LinkedHashMap<String, Object>();
        map.put("preset", config.preset().orElse(Preset.BALANCED).word());
        var servers = new LinkedHashMap<String, Object>();
        config.servers().forEach((name, server) -> servers.put(name, server(server, config)));
        if (!servers.isEmpty()) map.put("servers", servers);
        map.put("limits", limits(config.limits()));
        map.put("rates", rates(config.rates()));
        map.put("files", config.files().word());
        map.put("fence", config.fence().word());
        var ledger = new LinkedHashMap<String, Object>();
        ledger.put("payloads", config.keepPayloads());
        var keep = new LinkedHashMap<String, Object>();
        config.keepDays().ifPresent(days -> keep.put("days", days));
        config.keepMegabytes().ifPresent(megabytes -> keep.put("megabytes", megabytes));
        if (!keep.isEmpty()) ledger.put("keep", keep);
        map.put("ledger", ledger);
        map.putAll(listening(config.listening()));
        config.admin().ifPresent(admin -> map.put("admin", address(admin)));
        config.traces().ifPresent(traces -> {
            var shown = new LinkedHashMap<String, Object>();
            shown.put("endpoint", traces.endpoint().text());
            if (!traces.headers().isEmpty()) shown.put("headers", texts(traces.headers()));
            map.put("traces", shown);
        });
        return map;
    }

    private static Map<String, Object> listening(Listening listening) {
        var map = new LinkedHashMap<String, Object>();
        map.putAll(address(listening.address()));
        if (!listening.hosts().isEmpty()) map.put("hosts", listening.hosts());
        listening.tls().ifPresent(tls -> {
            var files = new LinkedHashMap<String, Template>();
            files.put("certificate", tls.certificate());
            files.put("key", tls.key());
            map.put("tls", texts(files));
        });
        if (listening.tls().isPresent()) map.remove("insecure");
        return map;
    }

    private static Map<String, Object> address(InetSocketAddress address) {
        var map = new LinkedHashMap<String, Object>();
        String host = address.getAddress().getHostAddress();
        map.put("listen", (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
        if (!address.getAddress().isLoopbackAddress()) map.put("insecure", true);
        return map;
    }

    private static Map<String, Object> server(Config.Server server, Config config) {
        var map = new LinkedHashMap<String, Object>();
        switch (server.how()) {
            case Config.How.Start start -> {
                map.put("command", start.command().text());
                if (!start.args().isEmpty())
                    map.put("args", start.args().stream().map(Template::text).toList());
                if (!start.env().isEmpty()) map.put("env", texts(start.env()));
                Template cwd = start.cwd();
                if (cwd != null) map.put("cwd", cwd.text());
            }
            case Config.How.Remote remote -> {
                map.put("url", remote.url().text());
                if (!remote.headers().isEmpty()) map.put("headers", texts(remote.headers()));
            }
        }
        server.preset().ifPresent(preset -> map.put("preset", preset.word()));
        if (!server.limits().equals(config.limits())) map.put("limits", limits(server.limits()));
        if (!server.rates().equals(config.rates())) map.put("rates", rates(server.rates()));
        if (server.files() != config.files()) map.put("files", server.files().word());
        if (server.fence() != config.fence()) map.put("fence", server.fence().word());
        return map;
    }

    private static Map<String, Object> texts(Map<String, Template> templates) {
        var map = new LinkedHashMap<String, Object>();
        templates.forEach((name, template) -> map.put(name, template.text()));
        return map;
    }

    private static Map<String, Object> limits(Limits limits) {
        var map = new LinkedHashMap<String, Object>();
        map.put("messageBytesMax", limits.messageBytesMax());
        map.put("depthMax", limits.depthMax());
        map.put("contentItemsMax", limits.contentItemsMax());
        map.put("blobBytesMax", limits.blobBytesMax());
        map.put("listItemsMax", limits.listItemsMax());
        map.put("definitionBytesMax", limits.definitionBytesMax());
        map.put("callSeconds", limits.callTime().toSeconds());
        map.put("pagesMax", limits.pagesMax());
        return map;
    }

    private static Map<String, Object> rates(Rates rates) {
        var map = new LinkedHashMap<String, Object>();
        map.put("requests", rate(rates.requests()));
        map.put("toolCalls", rate(rates.toolCalls()));
        map.put("notifications", rate(rates.notifications()));
        map.put("concurrent", rates.concurrent());
        return map;
    }

    private static Map<String, Object> rate(Rates.Rate rate) {
        var map = new LinkedHashMap<String, Object>();
        map.put(
                "perSecond",
                rate.perSecond() == Math.rint(rate.perSecond())
                        ? (Object) (long) rate.perSecond()
                        : (Object) rate.perSecond());
        map.put("burst", rate.burst());
        return map;
    }

    private static void yaml(Map<?, ?> map, String indent, List<String> lines) {
        map.forEach((name, value) -> {
            String key = indent + word(String.valueOf(name)) + ":";
            if (value instanceof Map<?, ?> inner
                    && inner.values().stream().allMatch(Number.class::isInstance)
                    && inner.size() <= 2) {
                var parts = new ArrayList<String>();
                inner.forEach((n, v) -> parts.add(n + ": " + v));
                lines.add(key + " { " + String.join(", ", parts) + " }");
            } else if (value instanceof Map<?, ?> inner) {
                lines.add(key);
                yaml(inner, indent + "  ", lines);
            } else {
                lines.add(key + " "
                        + (value instanceof List<?> list
                                ? JsonLine.of(list)
                                : value instanceof String text ? word(text) : value));
            }
        });
    }

    /// Plain where YAML reads it as text, else in quotes, which JSON and YAML write alike.
    private static String word(String text) {
        boolean isPlain = text.matches("[A-Za-z/][A-Za-z0-9_./-]*") && !text.matches("true|false|null");
        return isPlain ? Shown.line(text) : JsonLine.of(text);
    }
}
