package dev.pavise.core.union;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever servers and tools are called, hosts take the names, and no two have one.
class NamesLaws {
    private static final String TAKEN = "[a-zA-Z0-9_-]{1,51}";

    @Provide
    Arbitrary<String> words() {
        Arbitrary<String> tricky =
                Arbitraries.of("_", "__", "-", "--", "a", "b", "0123abcd", ".", "/", "é", "\uD83D\uDC33", " ");
        return Arbitraries.oneOf(
                tricky.list().ofMinSize(1).ofMaxSize(8).map(each -> String.join("", each)),
                Arbitraries.strings()
                        .withCharRange('a', 'e')
                        .withChars("_-")
                        .ofMinLength(1)
                        .ofMaxLength(70));
    }

    @Property
    void hosts_take_every_name(@ForAll("words") String server, @ForAll("words") String tool) {
        String name = Names.of(Names.label(server), tool);
        assertThat(name).matches(TAKEN);
        assertThat("mcp__pavise__" + name).hasSizeLessThanOrEqualTo(64);
    }

    @Property(tries = 5000)
    void two_tools_have_two_names(
            @ForAll("words") String server,
            @ForAll("words") String tool,
            @ForAll("words") String other,
            @ForAll("words") String tool2) {
        boolean isSame = server.equals(other) && tool.equals(tool2);
        assertThat(Names.of(Names.label(server), tool).equals(Names.of(Names.label(other), tool2)))
                .isEqualTo(isSame);
    }

    @Property
    void a_name_leads_back_to_its_server_and_no_other(@ForAll("words") String server, @ForAll("words") String tool) {
        String label = Names.label(server);
        String name = Names.of(label, tool);
        assertThat(Names.labelIn(name)).contains(label);
        if (!Names.isCut(name)) assertThat(Names.itemIn(name, label)).contains(tool);
    }

    /// A client cannot write one tool's name in two ways.
    @Property
    void what_no_tool_is_called_stands_for_none(@ForAll("words") String server, @ForAll("words") String rest) {
        String label = Names.label(server);
        String name = label + "__" + rest;
        Names.itemIn(name, label)
                .ifPresent(item -> assertThat(Names.of(label, item)).isEqualTo(name));
    }

    @Example
    void ordinary_names_stay_as_they_are() {
        assertThat(Names.label("files")).isEqualTo("files");
        assertThat(Names.of("files", "read_text_file")).isEqualTo("files__read_text_file");
        assertThat(Names.of("sequential-thinking", "sequentialthinking"))
                .isEqualTo("sequential-thinking__sequentialthinking");
        assertThat(Names.of("docs", "get-document")).isEqualTo("docs__get-document");
    }

    /// They are on screens and in settings of hosts: another release must not change them.
    @Example
    void names_last() {
        assertThat(Names.label("a__b")).isEqualTo("a_b--cfis3h2l");
        assertThat(Names.of("files", "read.file")).isEqualTo("files__read-file--rkpcrt8e");
    }

    @Example
    void one_servers_name_is_no_part_of_anothers() {
        assertThat(Names.of(Names.label("a__b"), "c")).isNotEqualTo(Names.of(Names.label("a"), "b__c"));
        assertThat(Names.of(Names.label("a_"), "b")).isNotEqualTo(Names.of(Names.label("a"), "_b"));
    }
}
