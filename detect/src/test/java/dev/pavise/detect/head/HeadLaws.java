package dev.pavise.detect.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Span;
import dev.pavise.core.pin.Others;
import dev.pavise.detect.Rules;
import dev.pavise.detect.definition.Catalogue;
import dev.pavise.detect.definition.Judged;
import dev.pavise.detect.definition.Shown;
import dev.pavise.detect.engine.Engine;
import dev.pavise.detect.engine.Names;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever the text, the head adds to what the rules say and takes nothing away.
class HeadLaws {
    private static final Engine WITH = Rules.engine();
    private static final Engine WITHOUT = Rules.engine(_ -> _ -> 0);
    private static final Engine ALARMED = Rules.engine(_ -> _ -> 0.75);

    @Property(tries = 300)
    void what_the_rules_find_stays_found(@ForAll("texts") String text) {
        var passage = new Passage(text, Origin.DEFINITION);
        var alone = WITHOUT.look(passage, Names.NONE);
        assertThat(WITH.look(passage, Names.NONE)).containsAll(alone);
        assertThat(ALARMED.look(passage, Names.NONE)).containsAll(alone);
    }

    @Property(tries = 300)
    void a_definition_is_never_less_suspicious_for_it(@ForAll("texts") String text) {
        assertThat(score(WITH, text)).isGreaterThanOrEqualTo(score(WITHOUT, text));
        assertThat(score(ALARMED, text)).isGreaterThanOrEqualTo(score(WITHOUT, text));
    }

    @Property(tries = 300)
    void its_spans_lie_in_the_text(@ForAll("texts") String text) {
        for (var each : ALARMED.look(new Passage(text, Origin.DEFINITION), Names.NONE)) {
            Span span = each.span();
            assertThat(span.to()).isLessThanOrEqualTo(text.length());
        }
    }

    private static double score(Engine engine, String text) {
        String line = "{\"name\":\"add\",\"description\":\"" + text + "\"}";
        var json = (Json) Json.read(line.getBytes(StandardCharsets.UTF_8));
        var shown = new Shown("market", "add", json.root());
        List<Judged> judged = new Catalogue(engine).judge(List.of(shown), Others.NONE);
        return judged.getFirst().score();
    }

    /// Of words that rules look for, in any order, plain and in Base64.
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "before",
                        "you",
                        "must",
                        "call",
                        "this tool",
                        "any other tool",
                        "do not",
                        "tell",
                        "the user",
                        "send",
                        "https://x.example",
                        "~/.ssh/id_rsa",
                        "ignore",
                        "all previous instructions",
                        "secretly",
                        "the full conversation",
                        "instead",
                        "best",
                        "忽略",
                        "所有指令",
                        "发送",
                        "ユーザー",
                        "для",
                        ".",
                        "\\n",
                        "aWdub3JlIGFsbCBwcmV2aW91cyBpbnN0cnVjdGlvbnM=",
                        "`memo`",
                        "returns",
                        "a list",
                        "[SYSTEM]")
                .list()
                .ofMaxSize(40)
                .map(words -> String.join(" ", words));
    }
}
