package dev.pavise.detect.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pavise.detect.Rules;
import dev.pavise.detect.rule.Condition;
import dev.pavise.detect.rule.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;

/// The library as the build takes it out of its jar.
class VectorscanLaws extends MatcherLaws {
    private static final HsLibrary LIBRARY = library();

    @Override
    Matcher of(List<String> terms) {
        return new Vectorscan(LIBRARY, terms);
    }

    @Example
    void in_the_texts_of_all_rules_it_finds_what_the_automaton_finds() {
        var literals = new ArrayList<String>();
        var texts = new ArrayList<String>();
        for (Rule rule : Rules.all()) {
            for (Condition each : rule.when()) {
                if (each instanceof Condition.Regex regex) literals.addAll(regex.literals());
            }
            texts.addAll(rule.finds());
            texts.addAll(rule.spares());
        }
        texts.add(String.join("\n", texts));
        Matcher matcher = of(literals);
        Matcher automaton = new AhoCorasick(literals);
        assertThat(texts).allSatisfy(each -> assertThat(found(matcher, each)).isEqualTo(found(automaton, each)));
        assertThat(found(matcher, texts.getLast())).hasSizeGreaterThan(100);
    }

    @Example
    void a_term_too_long_for_the_library_is_told() {
        assertThatThrownBy(() -> of(List.of("a".repeat(1_025))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a term has 1025 units");
    }

    @Example
    void why_there_is_no_library_is_told() throws IOException {
        Path folder = Files.createTempDirectory("native");
        assertThatThrownBy(() -> HsLibrary.in(folder)).hasMessageContaining("there is no " + folder);
        Files.writeString(folder.resolve("libhs.so"), "not a library");
        assertThatThrownBy(() -> HsLibrary.in(folder)).hasMessageContaining("libhs.so cannot be used: ");
    }

    @Example
    void its_version_is_told() {
        assertThat(LIBRARY.version()).matches("5\\.4\\.[0-9]+");
    }

    private static HsLibrary library() {
        String resource = "/com/gliwka/hyperscan/jni/linux-x86_64/libhs.so";
        try (InputStream in = VectorscanLaws.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("no " + resource + " on the class path");
            Path folder = Files.createTempDirectory("native");
            Path file = folder.resolve("libhs.so");
            Files.copy(in, file);
            HsLibrary library = HsLibrary.in(folder);
            Files.delete(file);
            Files.delete(folder);
            return library;
        } catch (IOException | HsLibrary.Missing e) {
            throw new IllegalStateException(e);
        }
    }
}
