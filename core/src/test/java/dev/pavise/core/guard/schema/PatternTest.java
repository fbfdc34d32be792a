package dev.pavise.core.guard.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PatternTest {
    private static final long STEPS = 1_000_000;

    record Line(String verdict, String pattern) {}

    static List<Line> lines() throws IOException {
        try (InputStream in = PatternTest.class.getResourceAsStream("/schema/patterns.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(each -> !each.startsWith("#"))
                    .map(each -> each.split(" ", 2))
                    .map(each -> new Line(each[0], each[1]))
                    .toList();
        }
    }

    @Test
    void the_table_has_what_it_should() throws IOException {
        assertThat(lines()).hasSizeGreaterThan(130);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void each_pattern_is_judged_by_its_automaton(Line line) {
        Map<String, String> words = Map.of(
                "exponential", "exponentially many ways",
                "degree", "may grow with power",
                "ways", "in more than 10000 ways",
                "large", "too large to judge",
                "fault", "no regular expression of ECMA-262");
        Optional<String> against = Pattern.against(line.pattern(), new Steps(STEPS));
        if (line.verdict().equals("good")) assertThat(against).isEmpty();
        else assertThat(against.orElse("nothing")).contains(words.get(line.verdict()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ' ',
            value = {
                "^a+$ aaa true",
                "^a+$ aab false",
                "b abc true",
                "^.$ 😀 true",
                "^..$ 😀 false",
                "^\\u{1F600}$ 😀 true",
                "^\\ud83d\\ude00$ 😀 true",
                "^[😀-😂]$ 😁 true",
                "^\\w$ é false",
                "^\\d$ ٣ false",
                "^\\p{L}+$ éß漢 true",
                "^\\P{L}+$ é false",
                "^\\p{Script=Han}$ 漢 true",
                "^\\p{Lu}$ É true",
                "^[^]$ x true",
                "[] x false",
                "\\bfoo\\b a.foo.b true",
                "\\bfoo\\b afoob false",
                "a{2,3}$ aaaa true",
                "^a{2,3}$ aaaa false",
                "^(?:ab){0}$ ab false",
                "^(?!x).$ y true",
                "^(?!x).$ x false",
                "^(?=.*\\d)\\w+$ ab1 true",
                "^(?=.*\\d)\\w+$ abc false",
                "(?<=a)b ab true",
                "(?<=a)b cb false",
                "(?<!a)b cb true",
                "(?<!a)b ab false",
                "(?<=(\\d+)(\\d+))$ 1053 true",
                "(?<=\\1(a))b aab true",
                "(?<=\\1(a))b ab false",
                "^(a)(b)\\2\\1$ abba true",
                "^(a)(b)\\2\\1$ abab false",
                "^(?<q>['\"]).*\\k<q>$ 'x' true",
                "^(?<q>['\"]).*\\k<q>$ 'x\" false",
                "^(?:a|ab)(?=c)c$ abc true",
                "^(a?)*?(?=$)$ aaa true",
                "^(?:(a)|b)*\\1$ ab true",
                "^(?:(a)|(b))*\\1\\2$ abb true",
                "^(z)((a+)?(b+)?(c))*\\4$ zaacbbbcac true",
                "^(?=(a+))a*b\\1 baaabac false",
                "(?=(a+))a*b\\1 baaabac true",
                "^(?=(a+))\\1$ aaa true",
                "^(.*?)a(?!(a+)b\\2c)\\2(.*)$ baaabaac true",
                "^(a*)*(?=b)b$ aaab true",
                "^(?:a*?){2,3}(?=$)$ aaa true",
                "^a{3}(?=$) aaa true",
                "^a{3}(?=$) aa false",
                "^(?:){5}(?!.)$ `` true",
                "^(?=a{1,2}?b)a+b$ aab true",
                "^(?=\\Bx)x x false"
            })
    void it_finds_what_ecma_262_finds(String pattern, String text, boolean found) throws RegexFault {
        assertThat(Pattern.of(pattern).finds(text, new Steps(100_000))).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"'^a+$',true", "'(?=a)a',false", "'(a)\\1',false", "'a{1,10000}',false", "'[a-z]{0,1000}',true"})
    void re2_does_what_it_can(String pattern, boolean linear) throws RegexFault {
        assertThat(Pattern.of(pattern).isLinear()).isEqualTo(linear);
    }

    @Test
    void trying_ends_when_its_steps_are_spent() throws RegexFault {
        var evil = Pattern.of("^(?=(a+)+$)b");
        assertThatThrownBy(() -> evil.finds("a".repeat(40) + "!", new Steps(1_000_000)))
                .isInstanceOf(Steps.Spent.class);
        var wide = Pattern.of("(?=(.*)\\1\\1x)");
        assertThatThrownBy(() -> wide.finds("ab".repeat(20_000), new Steps(1_000_000)))
                .isInstanceOf(Steps.Spent.class);
    }

    @Test
    void long_texts_cost_linear_steps_and_no_stack() throws RegexFault {
        String text = "a".repeat(1_000_000);
        assertThat(Pattern.of("^(?!b)[ab]*$").finds(text, new Steps(3_000_000))).isTrue();
        assertThat(Pattern.of("^(?!b)(?:a|b)*$").finds("a".repeat(100_000), new Steps(1_000_000)))
                .isTrue();
        assertThat(Pattern.of("^(?:a|b)*$").finds(text, new Steps(2_000_000))).isTrue();
        assertThatThrownBy(() -> Pattern.of("^(?:a|b)*$").finds(text, new Steps(100_000)))
                .isInstanceOf(Steps.Spent.class);
    }

    @Test
    void what_is_too_large_to_judge_is_refused_within_its_steps() {
        String many = "(?:" + "a?".repeat(3000) + ")*";
        assertThat(Pattern.against(many, new Steps(STEPS)).orElse("")).contains("too large");
        String deep = "(".repeat(4000) + ")".repeat(4000);
        assertThat(Pattern.against(deep, new Steps(STEPS)).orElse("")).contains("groups inside one another");
        assertThat(Pattern.against("a".repeat(9000), new Steps(STEPS)).orElse(""))
                .contains("characters");
        assertThat(Pattern.against("(?:a|b)".repeat(1000), new Steps(100)).orElse(""))
                .contains("too large");
    }
}
