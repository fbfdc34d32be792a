package dev.pavise.app.config;

import dev.pavise.app.cli.Nearest;
import dev.pavise.app.cli.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Holds what a file says against its definition, and notes everything that does not fit.
final class Checker {
    private static final int TEXT_CHARS_MAX = 128 << 10;

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
    private static final Pattern DECIMAL =
            Pattern.compile("-?(0|[1-9][0-9]{0,18})(\\.[0-9]{1,18})?([eE][-+]?[0-9]{1,3})?");

    /// Names that files of hosts use, and what to do with them.
    private static final Map<String, String> OF_HOSTS = Map.of(
            "mcpServers", "in pavise.yaml this is called servers: rename it",
            "mcp", "put what is under its servers directly under servers",
            "context_servers", "in pavise.yaml this is called servers: rename it",
            "disabled", "hosts decide which servers they start: leave it out",
            "autoApprove", "Pavise approves by pins, not by name: leave it out, and see pavise pins",
            "alwaysAllow", "Pavise approves by pins, not by name: leave it out, and see pavise pins",
            "timeout", "the limit is called callSeconds and stands under limits",
            "envFile", "name each variable in env; ${file:PATH} reads one value from a file",
            "inputs", "Pavise asks nobody at start: use ${env:NAME} or ${file:PATH}");

    private final List<Problem> problems = new ArrayList<>();

    List<Problem> problems() {
        return problems.stream().sorted().toList();
    }

    /// Of one place, what was noted first: what follows from it is nothing new.
    void problem(Node node, String fault, String hint) {
        if (!isNoted(node)) problems.add(new Problem(node.line(), node.column(), fault, hint));
    }

    /// Whether something is wrong at this place.
    boolean isNoted(Node node) {
        return problems.stream().anyMatch(each -> each.line() == node.line() && each.column() == node.column());
    }

    void check(Node node, Shape shape, String name) {
        switch (shape) {
            case Shape.Text _ -> text(node, shape, name);
            case Shape.Choice(List<String> words) -> choice(node, shape, name, words);
            case Shape.Whole(long least, long most) -> {
                Optional<String> plain = plain(node, WHOLE);
                if (plain.isEmpty() || !isWithin(plain.get(), least, most)) wants(node, shape, name);
            }
            case Shape.Decimal(double most) -> {
                Optional<String> plain = plain(node, DECIMAL);
                if (plain.isEmpty() || !(Double.parseDouble(plain.get()) > 0) || Double.parseDouble(plain.get()) > most)
                    wants(node, shape, name);
            }
            case Shape.Truth _ -> {
                if (plain(node, Pattern.compile("true|false")).isEmpty()) wants(node, shape, name);
            }
            case Shape.Texts(int countMax) -> {
                if (!(node instanceof Node.Sequence list)) {
                    wants(node, shape, name);
                } else if (list.elements().size() > countMax) {
                    problem(node, "\"" + name + "\" has more than " + countMax + " elements", "take some out");
                } else {
                    for (Node element : list.elements()) text(element, new Shape.Text(), name);
                }
            }
            case Shape.Named named -> named(node, named, name);
            case Shape.Table table -> table(node, table, name);
        }
    }

    private void text(Node node, Shape shape, String name) {
        if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
            wants(node, shape, name);
        } else if (scalar.text().length() > TEXT_CHARS_MAX || scalar.text().indexOf('\0') >= 0) {
            problem(node, "\"" + name + "\" is longer than 128 Ki characters, or has a NUL in it", "correct it");
        }
    }

    private void choice(Node node, Shape shape, String name, List<String> words) {
        if (!(node instanceof Node.Scalar scalar)) {
            wants(node, shape, name);
        } else if (!words.contains(scalar.text())) {
            String near = Nearest.to(scalar.text(), words)
                    .map(word -> "did you mean " + word + "? It takes ")
                    .orElse("it takes ");
            problem(node, "\"" + Shown.word(scalar.text()) + "\" is no " + name, near + String.join(", ", words));
        }
    }

    private void named(Node node, Shape.Named shape, String name) {
        if (!(node instanceof Node.Mapping mapping)) {
            wants(node, shape, name);
            return;
        }
        if (mapping.members().size() > shape.countMax())
            problem(node, "\"" + name + "\" has more than " + shape.countMax() + " members", "take some out");
        var pattern = Pattern.compile(shape.pattern());
        for (Node.Member member : mapping.members()) {
            String own = member.name().text();
            if (own.length() > 256 || !pattern.matcher(own).find())
                problem(
                        member.name(),
                        "\"" + Shown.word(own) + "\" is no name for a " + shape.whatIsNamed(),
                        "use letters, digits and . _ - @ /");
            check(member.value(), shape.value(), own);
        }
    }

    private void table(Node node, Shape.Table table, String name) {
        if (!(node instanceof Node.Mapping mapping)) {
            wants(node, table, name);
            return;
        }
        var names = table.settings().stream().map(Setting::name).toList();
        for (Node.Member member : mapping.members()) {
            String own = member.name().text();
            Optional<Setting> setting = table.settings().stream()
                    .filter(each -> each.name().equals(own))
                    .findFirst();
            if (setting.isPresent()) check(member.value(), setting.get().shape(), own);
            else unknown(member.name(), names);
        }
        for (List<String> each : table.either()) either(mapping, each, name);
    }

    private void either(Node.Mapping mapping, List<String> either, String name) {
        long there = mapping.members().stream()
                .filter(member -> either.contains(member.name().text()))
                .count();
        if (there == 1) return;
        String words = String.join(" or ", either);
        String none = either.size() == 1 ? " has no " : " has neither ";
        if (there == 0)
            problem(mapping, "\"" + Shown.word(name) + "\"" + none + words.replace(" or ", " nor "), "add " + words);
        else
            problem(
                    mapping,
                    "\"" + Shown.word(name) + "\" has both " + words.replace(" or ", " and "),
                    "keep one of them");
    }

    private void unknown(Node.Scalar name, List<String> names) {
        String own = name.text();
        Optional<String> near = Nearest.to(own, names);
        String hint = OF_HOSTS.containsKey(own)
                ? OF_HOSTS.getOrDefault(own, "")
                : near.map(each -> "did you mean " + each + "?").orElse("here stand " + String.join(", ", names));
        problem(name, "no setting \"" + Shown.word(own) + "\"", hint);
    }

    private void wants(Node node, Shape shape, String name) {
        problem(node, "\"" + Shown.word(name) + "\" wants " + shape.wanted(), "correct it, or leave it out");
    }

    private static Optional<String> plain(Node node, Pattern pattern) {
        return node instanceof Node.Scalar scalar
                        && !scalar.isQuoted()
                        && pattern.matcher(scalar.text()).matches()
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static boolean isWithin(String number, long least, long most) {
        try {
            long value = Long.parseLong(number);
            return value >= least && value <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
