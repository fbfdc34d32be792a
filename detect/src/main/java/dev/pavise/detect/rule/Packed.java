package dev.pavise.detect.rule;

import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Severity;
import dev.pavise.detect.pack.Packer;
import dev.pavise.detect.pack.Unpacker;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Rules as they are packed.
public final class Packed {
    private static final int WORDS = 0;
    private static final int REGEX = 1;

    private Packed() {}

    public static void write(List<Rule> rules, Packer to) {
        to.number(rules.size());
        for (Rule each : rules) write(each, to);
    }

    public static List<Rule> read(Unpacker from) {
        int count = from.number();
        var rules = new ArrayList<Rule>(count);
        for (int i = 0; i < count; i++) rules.add(rule(from));
        return rules;
    }

    private static void write(Rule rule, Packer to) {
        to.text(rule.id());
        to.text(rule.severity().name());
        to.text(rule.what());
        to.text(rule.why());
        to.text(rule.remedy());
        to.texts(rule.references());
        to.texts(rule.where().stream().map(Origin::name).sorted().toList());
        to.number(rule.when().size());
        for (Condition each : rule.when()) {
            switch (each) {
                case Condition.Words words -> write(words, to);
                case Condition.Regex regex -> write(regex, to);
            }
        }
        to.texts(rule.finds());
        to.texts(rule.spares());
    }

    private static Rule rule(Unpacker from) {
        String id = from.text();
        Severity severity = Severity.valueOf(from.text());
        String what = from.text();
        String why = from.text();
        String remedy = from.text();
        List<String> references = from.texts();
        Set<Origin> where = EnumSet.noneOf(Origin.class);
        for (String each : from.texts()) where.add(Origin.valueOf(each));
        int count = from.number();
        var when = new ArrayList<Condition>(count);
        for (int i = 0; i < count; i++) when.add(from.number() == WORDS ? words(from) : regex(from));
        return new Rule(id, severity, what, why, remedy, references, where, when, from.texts(), from.texts());
    }

    private static void write(Condition.Words words, Packer to) {
        to.number(WORDS);
        to.number(words.groups().size());
        for (int i = 0; i < words.groups().size(); i++) {
            to.texts(new TreeSet<>(words.groups().get(i)));
            to.number(words.ordered().get(i) ? 1 : 0);
        }
        to.texts(new TreeSet<>(words.absent()));
        to.number(words.wordsMax());
        to.number(words.sentences());
        to.number(words.encoded() ? 1 : 0);
        to.decimal(words.confidence());
    }

    private static Condition words(Unpacker from) {
        int count = from.number();
        var groups = new ArrayList<Set<String>>(count);
        var ordered = new ArrayList<Boolean>(count);
        for (int i = 0; i < count; i++) {
            groups.add(Set.copyOf(from.texts()));
            ordered.add(from.number() == 1);
        }
        Set<String> absent = Set.copyOf(from.texts());
        return new Condition.Words(
                groups, ordered, absent, from.number(), from.number(), from.number() == 1, from.decimal());
    }

    private static void write(Condition.Regex regex, Packer to) {
        to.number(REGEX);
        to.text(regex.regex().written());
        to.texts(regex.literals());
        to.number(regex.before());
        to.number(regex.reach());
        to.decimal(regex.entropyMin());
        to.texts(regex.except().stream().map(Expression::written).toList());
        to.texts(regex.allowed().stream().map(Expression::written).toList());
        to.texts(regex.stopWords());
        to.decimal(regex.confidence());
    }

    private static Condition regex(Unpacker from) {
        return new Condition.Regex(
                Expression.known(from.text()),
                from.texts(),
                from.number(),
                from.number(),
                from.decimal(),
                expressions(from.texts()),
                expressions(from.texts()),
                from.texts(),
                from.decimal());
    }

    private static List<Expression> expressions(List<String> written) {
        return written.stream().map(Expression::known).toList();
    }
}
