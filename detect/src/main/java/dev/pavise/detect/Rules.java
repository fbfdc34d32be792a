package dev.pavise.detect;

import dev.pavise.core.detect.Detector;
import dev.pavise.detect.engine.Engine;
import dev.pavise.detect.pii.Persons;
import dev.pavise.detect.rule.Lexicon;
import dev.pavise.detect.rule.Rule;
import dev.pavise.detect.rule.RuleFile;
import dev.pavise.detect.wallet.Wallets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The rules and word lists that come with Pavise.
public final class Rules {
    /// One file a family, in `rules/`.
    public static final List<String> FAMILIES = List.of("steering", "injection", "secret");

    /// One file a language, in `words/`: ISO 639-1.
    public static final List<String> LANGUAGES =
            List.of("en", "zh", "fr", "es", "de", "ja", "ar", "ru", "pt", "it", "ko");

    /// Below it a number is a number.
    private static final double PERSONAL_MIN = 0.3;

    /// What is recognised by code, because no rule can say it.
    public static final List<Detector> DETECTORS = List.of(new Wallets(), new Persons(PERSONAL_MIN));

    private Rules() {}

    public static List<Rule> all() {
        var rules = new ArrayList<Rule>();
        for (String family : FAMILIES) {
            String file = "rules/" + family + ".yaml";
            rules.addAll(RuleFile.read(file, resource(file)));
        }
        return rules;
    }

    public static Lexicon lexicon() {
        var lexicon = new Lexicon();
        for (String language : LANGUAGES) {
            String file = "words/" + language + ".txt";
            lexicon.add(file, resource(file));
        }
        return lexicon;
    }

    public static Engine engine() {
        return engine(List.of());
    }

    /// @param own rules beside those that come with Pavise
    /// @throws IllegalArgumentException where one speaks of a concept that no word list has
    public static Engine engine(List<Rule> own) {
        var rules = new ArrayList<>(all());
        rules.addAll(own);
        return new Engine(rules, lexicon(), DETECTORS);
    }

    private static String resource(String name) {
        try (InputStream in = Rules.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException(name + " is not in the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
