package dev.pavise.app.config;

import dev.pavise.app.cli.Shown;
import dev.pavise.core.message.Revision;
import dev.pavise.core.policy.Action;
import dev.pavise.core.policy.Actions;
import dev.pavise.core.policy.Actions.Matter;
import dev.pavise.core.policy.Fence;
import dev.pavise.core.policy.Files;
import dev.pavise.core.policy.Limits;
import dev.pavise.core.policy.Preset;
import dev.pavise.core.policy.Rates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes a configuration of nodes that fit the definition, and notes what only several values together show.
final class ConfigReader {
    private final String file;
    private final Checker checker;
    private final List<Problem> remarks = new ArrayList<>();

    ConfigReader(String file, Checker checker) {
        this.file = file;
        this.checker = checker;
    }

    /// What is worth knowing and no fault.
    List<Problem> remarks() {
        return List.copyOf(remarks);
    }

    Config config(Node root) {
        Limits limits = limits(member(root, "limits"), Limits.DEFAULT);
        Rates rates = rates(member(root, "rates"), Rates.DEFAULT);
        Actions actions = actions(member(root, "detection"), Actions.DEFAULT);
        Files files = files(member(root, "files"), Config.NONE.files());
        Fence fence = fence(member(root, "fence"), Config.NONE.fence());
        var servers = new LinkedHashMap<String, Config.Server>();
        for (Node.Member each : members(member(root, "servers"))) {
            String name = each.name().text();
            servers.put(
                    name,
                    new Config.Server(
                            name,
                            how(name, each.value()),
                            preset(member(each.value(), "preset")),
                            limits(member(each.value(), "limits"), limits),
                            rates(member(each.value(), "rates"), rates),
                            actions(member(each.value(), "detection"), actions),
                            files(member(each.value(), "files"), files),
                            fence(member(each.value(), "fence"), fence)));
        }
        Node ledger = member(root, "ledger");
        Node keep = member(ledger, "keep");
        var listening = new ListeningReader(this, checker);
        return new Config(
                preset(member(root, "preset")),
                servers,
                listening.listening(root),
                listening.admin(member(root, "admin")),
                Optional.ofNullable(member(root, "traces")).map(this::traces),
                number(member(root, "patienceSeconds")).map(Duration::ofSeconds).orElse(Config.NONE.patience()),
                limits,
                rates,
                actions,
                files,
                fence,
                Revision.of(text(member(root, "oldestRevision"))).orElse(Config.NONE.oldest()),
                text(member(ledger, "payloads")).equals("true"),
                number(member(keep, "days")),
                number(member(keep, "megabytes")));
    }

    private Config.Traces traces(Node node) {
        Node endpoint = member(node, "endpoint");
        Template written = endpoint == null ? new Template("", file) : template("endpoint", endpoint);
        return new Config.Traces(written, templates(member(node, "headers")));
    }

    private Config.How how(String name, Node entry) {
        Node command = member(entry, "command");
        Node url = member(entry, "url");
        String type = text(member(entry, "type"));
        if (command == null && url != null) {
            agrees(entry, type, !type.equals("stdio"), "url");
            misplaced(entry, "url", "args", "env", "cwd");
            remark(
                    url,
                    "server \"" + name + "\" is reached over HTTP, which pavise run does not do",
                    "pavise serve guards it");
            return new Config.How.Remote(template("url", url), templates(member(entry, "headers")));
        }
        agrees(entry, type, type.isEmpty() || type.equals("stdio"), "command");
        misplaced(entry, "command", "headers");
        var args = new ArrayList<Template>();
        var plain = new ArrayList<String>();
        if (member(entry, "args") instanceof Node.Sequence list) {
            for (Node each : list.elements()) {
                Template template = referring(each);
                args.add(template);
                plain.add(template.hasReferences() ? "" : template.text());
            }
            int secret = InlineSecrets.inArguments(plain);
            if (secret >= 0) refuse(list.elements().get(secret), "argument " + (secret + 1) + " is a secret");
        }
        Node cwd = member(entry, "cwd");
        return new Config.How.Start(
                command == null ? new Template("", file) : template("command", command),
                args,
                templates(member(entry, "env")),
                cwd == null ? null : template("cwd", cwd));
    }

    private void agrees(Node entry, String type, boolean does, String with) {
        Node node = member(entry, "type");
        if (node != null && !does)
            checker.problem(node, "type " + type + " does not go with " + with, "correct it, or leave it out");
    }

    private void misplaced(Node entry, String kind, String... names) {
        for (String name : names) {
            Node node = member(entry, name);
            if (node != null) checker.problem(node, name + " does not go with " + kind, "leave it out");
        }
    }

    private Map<String, Template> templates(@Nullable Node node) {
        var found = new LinkedHashMap<String, Template>();
        for (Node.Member each : members(node))
            found.put(each.name().text(), template(each.name().text(), each.value()));
        return found;
    }

    private Template template(String name, Node node) {
        Template template = referring(node);
        if (!template.hasReferences()) {
            InlineSecrets.in(name, template.text())
                    .ifPresent(why -> refuse(node, "\"" + Shown.word(name) + "\" is written down, and " + why));
        }
        return template;
    }

    Template referring(Node node) {
        var template = new Template(text(node), file + ":" + node.line() + ":" + node.column());
        for (String[] fault : template.faults()) checker.problem(node, fault[0], fault[1]);
        return template;
    }

    private void refuse(Node node, String fault) {
        checker.problem(node, fault, "put it elsewhere and write ${env:NAME} or ${file:PATH} here");
    }

    private void remark(Node node, String words, String hint) {
        remarks.add(new Problem(node.line(), node.column(), words, hint));
    }

    private static Optional<Preset> preset(@Nullable Node node) {
        String word = text(node).toUpperCase(Locale.ROOT);
        for (Preset each : Preset.values()) if (each.name().equals(word)) return Optional.of(each);
        return Optional.empty();
    }

    private static Files files(@Nullable Node node, Files unset) {
        for (Files each : Files.values()) if (each.word().equals(text(node))) return each;
        return unset;
    }

    private static Fence fence(@Nullable Node node, Fence unset) {
        for (Fence each : Fence.values()) if (each.word().equals(text(node))) return each;
        return unset;
    }

    private Limits limits(@Nullable Node node, Limits unset) {
        return new Limits(
                number(member(node, "messageBytesMax")).orElse(unset.messageBytesMax()),
                number(member(node, "depthMax")).orElse(unset.depthMax()),
                number(member(node, "contentItemsMax")).orElse(unset.contentItemsMax()),
                number(member(node, "blobBytesMax")).orElse(unset.blobBytesMax()),
                number(member(node, "listItemsMax")).orElse(unset.listItemsMax()),
                number(member(node, "definitionBytesMax")).orElse(unset.definitionBytesMax()),
                number(member(node, "callSeconds")).map(Duration::ofSeconds).orElse(unset.callTime()),
                number(member(node, "pagesMax")).orElse(unset.pagesMax()));
    }

    private static Actions actions(@Nullable Node node, Actions unset) {
        var answers = new EnumMap<Matter, Action>(unset.answers());
        var arguments = new EnumMap<Matter, Action>(unset.arguments());
        for (Matter each : Matter.values()) {
            Node of = member(node, each.word());
            action(member(of, "answers"), each.forAnswers()).ifPresent(action -> answers.put(each, action));
            action(member(of, "arguments"), each.forArguments()).ifPresent(action -> arguments.put(each, action));
        }
        return new Actions(answers, arguments);
    }

    /// Empty also where it is none that may stand there, which is noted before.
    private static Optional<Action> action(@Nullable Node node, List<Action> may) {
        return may.stream().filter(each -> each.word().equals(text(node))).findFirst();
    }

    private Rates rates(@Nullable Node node, Rates unset) {
        return new Rates(
                rate(member(node, "requests"), unset.requests()),
                rate(member(node, "toolCalls"), unset.toolCalls()),
                rate(member(node, "notifications"), unset.notifications()),
                number(member(node, "concurrent")).orElse(unset.concurrent()));
    }

    private Rates.Rate rate(@Nullable Node node, Rates.Rate unset) {
        Node perSecond = member(node, "perSecond");
        return new Rates.Rate(
                perSecond == null ? unset.perSecond() : decimal(text(perSecond), unset.perSecond()),
                number(member(node, "burst")).orElse(unset.burst()));
    }

    private static double decimal(String text, double unset) {
        try {
            double number = Double.parseDouble(text);
            return number > 0 ? number : unset;
        } catch (NumberFormatException e) {
            // Noted as a problem before.
            return unset;
        }
    }

    /// Empty also where it is none that may stand there.
    private Optional<Integer> number(@Nullable Node node) {
        return node == null || checker.isNoted(node) ? Optional.empty() : Optional.of(Integer.parseInt(text(node)));
    }

    static String text(@Nullable Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : "";
    }

    private static List<Node.Member> members(@Nullable Node node) {
        return node instanceof Node.Mapping mapping ? mapping.members() : List.of();
    }

    static @Nullable Node member(@Nullable Node node, String name) {
        for (Node.Member each : members(node)) if (each.name().text().equals(name)) return each.value();
        return null;
    }
}
