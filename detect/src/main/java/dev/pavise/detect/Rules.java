package dev.pavise.detect;

import dev.pavise.core.detect.Detector;
import dev.pavise.detect.engine.Engine;
import dev.pavise.detect.engine.Sense;
import dev.pavise.detect.head.Features;
import dev.pavise.detect.head.Head;
import dev.pavise.detect.pack.Packer;
import dev.pavise.detect.pack.Unpacker;
import dev.pavise.detect.pii.Persons;
import dev.pavise.detect.rule.Lexicon;
import dev.pavise.detect.rule.Packed;
import dev.pavise.detect.rule.Rule;
import dev.pavise.detect.rule.RuleFile;
import dev.pavise.detect.wallet.Wallets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The rules and word lists that come with Pavise.
///
/// Reading the files takes half a second, so that the build packs them: what is read at a start is a copy of memory.
public final class Rules {
    /// One file a family, in `rules/`.
    public static final List<String> FAMILIES = List.of("steering", "injection", "secret");

    /// One file a language, in `words/`: ISO 639-1.
    public static final List<String> LANGUAGES =
            List.of("en", "zh", "fr", "es", "de", "ja", "ar", "ru", "pt", "it", "ko");

    /// What code recognises, a page for each kind, in `pages/`.
    private static final List<String> PAGES = List.of("wallet", "pii", "hidden", "file", "beside");

    private static final String PACK = "rules.pack";
    private static final String HEAD = "head.txt";

    /// Below it a number is a number.
    private static final double PERSONAL_MIN = 0.3;

    /// What is recognised by code, because no rule can say it.
    public static final List<Detector> DETECTORS = List.of(new Wallets(), new Persons(PERSONAL_MIN));

    private Rules() {}

    public static List<Rule> all() {
        return Packed.read(packed());
    }

    /// All that can be found: the rules, and a page for each kind that code recognises, which has no conditions.
    public static List<Rule> pages() {
        var pages = new ArrayList<>(all());
        for (String each : PAGES) {
            String file = page(each);
            pages.addAll(RuleFile.read(file, text(file)));
        }
        return pages;
    }

    /// One of them as its file has it, in YAML.
    public static Optional<String> written(String id) {
        for (String file : Stream.concat(
                        FAMILIES.stream().map(Rules::rules), PAGES.stream().map(Rules::page))
                .toList()) {
            String yaml = text(file);
            int from = yaml.indexOf("- id: " + id + "\n");
            if (from < 0) continue;
            int to = yaml.indexOf("\n- id: ", from);
            return Optional.of(yaml.substring(from, to < 0 ? yaml.length() : to).stripTrailing());
        }
        return Optional.empty();
    }

    private static String rules(String family) {
        return "rules/" + family + ".yaml";
    }

    private static String page(String family) {
        return "pages/" + family + ".yaml";
    }

    public static Engine engine() {
        return engine(List.of());
    }

    /// @param own rules beside those that come with Pavise
    /// @throws IllegalArgumentException where one speaks of a concept that no word list has
    public static Engine engine(List<Rule> own) {
        Unpacker packed = packed();
        return engine(own, packed, features -> Head.read(features, packed));
    }

    /// The same without rules of one's own, and with another head.
    public static Engine engine(Function<Features, Sense> sense) {
        return engine(List.of(), packed(), sense);
    }

    private static Engine engine(List<Rule> own, Unpacker packed, Function<Features, Sense> sense) {
        var rules = new ArrayList<>(Packed.read(packed));
        List<String> ids = ids(rules);
        rules.addAll(own);
        Lexicon lexicon = Lexicon.read(packed);
        return new Engine(rules, lexicon, DETECTORS, numbers -> sense.apply(new Features(numbers, ids)));
    }

    private static List<String> ids(List<Rule> rules) {
        return rules.stream().map(Rule::id).toList();
    }

    /// Packs the files; the build calls it.
    ///
    /// @param args the folder of the classes
    public static void main(String[] args) throws IOException {
        var to = new Packer();
        List<Rule> rules = read();
        Packed.write(rules, to);
        Lexicon words = words();
        words.write(to);
        Head.read(new Features(words.concepts(), ids(rules)), text(HEAD)).write(to);
        Files.write(Path.of(args[0], "dev/pavise/detect", PACK), to.bytes());
    }

    /// The rules as their files have them.
    static List<Rule> read() {
        var rules = new ArrayList<Rule>();
        for (String family : FAMILIES) {
            String file = rules(family);
            rules.addAll(RuleFile.read(file, text(file)));
        }
        return rules;
    }

    private static Lexicon words() {
        var files = new LinkedHashMap<String, String>();
        for (String language : LANGUAGES) {
            String file = "words/" + language + ".txt";
            files.put(file, text(file));
        }
        return Lexicon.of(files, Engine.WORDLESS);
    }

    private static Unpacker packed() {
        try (InputStream in = resource(PACK)) {
            return new Unpacker(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String name) {
        try (InputStream in = resource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        InputStream in = Rules.class.getResourceAsStream(name);
        if (in == null) throw new IllegalStateException(name + " is not in the jar; the build makes it");
        return in;
    }
}
