package dev.pavise.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.json.Bounds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every name that the published schemas define, at its position, and the positions that are the peers' own.
class ReservedNamesTest {
    /// The position: member names inside one another, `[]` for the elements of an array, `*` for any name.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            (envelope)                            | jsonrpc id method params result error
            error                                 | code message data
            error.data.elicitations[]             | mode url elicitationId message
            params                                | _meta argument arguments capabilities clientInfo context cursor data
            params                                | elicitationId includeContext inputResponses level logger maxTokens
            params                                | message messages metadata mode modelPreferences name notifications
            params                                | progress progressToken protocolVersion reason ref requestId
            params                                | requestState requestedSchema stopSequences systemPrompt task
            params                                | taskId temperature toolChoice tools total uri url status ttl
            params                                | statusMessage createdAt lastUpdatedAt pollInterval ttlMs
            params                                | pollIntervalMs inputRequests result error
            params.argument                       | name value
            params.context                        | arguments
            params.ref                            | type name uri title
            params.clientInfo                     | name title version description websiteUrl icons
            params.clientInfo.icons[]             | src mimeType sizes theme
            params.capabilities                   | elicitation experimental extensions roots sampling tasks
            params.capabilities.elicitation       | form url
            params.capabilities.roots             | listChanged
            params.capabilities.sampling          | context tools
            params.capabilities.tasks             | list cancel requests
            params.capabilities.tasks.requests    | elicitation sampling
            params.task                           | ttl
            params.toolChoice                     | mode
            params.modelPreferences               | hints costPriority speedPriority intelligencePriority
            params.modelPreferences.hints[]       | name
            params.notifications                  | toolsListChanged promptsListChanged resourcesListChanged
            params.notifications                  | resourceSubscriptions taskIds
            params.messages[]                     | role content _meta
            params.messages[].content             | type text data mimeType annotations id name input toolUseId isError
            params.messages[].content[]           | content structuredContent _meta
            params.messages[].content.annotations | audience priority lastModified
            params.messages[].content[].content[] | type text data mimeType uri name title description size icons resource
            params.tools[]                        | name title description inputSchema outputSchema annotations icons
            params.tools[]                        | execution _meta
            params.inputResponses.*               | action content role model stopReason roots _meta
            params.inputResponses.*.content[]     | type text data mimeType
            params.inputResponses.*.roots[]       | uri name
            params.inputRequests.*                | method params
            params.result.content[]               | type text
            params.error                          | code message
            result                                | _meta action cacheScope capabilities completion content contents
            result                                | createdAt description inputRequests instructions isError lastUpdatedAt
            result                                | messages model nextCursor pollInterval prompts protocolVersion
            result                                | requestState resourceTemplates resources resultType role roots
            result                                | serverInfo status statusMessage stopReason structuredContent
            result                                | supportedVersions task taskId tasks tools ttl ttlMs pollIntervalMs
            result                                | result error
            result.capabilities                   | completions experimental extensions logging prompts resources tasks
            result.capabilities                   | tools
            result.capabilities.resources         | subscribe listChanged
            result.capabilities.tools             | listChanged
            result.capabilities.tasks.requests    | tools
            result.serverInfo                     | name title version description websiteUrl icons
            result.completion                     | values total hasMore
            result.content[]                      | type text data mimeType uri name title description size annotations
            result.content[]                      | icons resource _meta toolUseId content structuredContent isError
            result.content                        | type text data mimeType
            result.content[].annotations          | audience priority lastModified
            result.content[].icons[]              | src mimeType sizes theme
            result.content[].resource             | uri mimeType text blob _meta
            result.content[].content[].resource   | uri mimeType text blob _meta
            result.contents[]                     | uri mimeType text blob _meta
            result.messages[]                     | role content
            result.messages[].content.resource    | uri mimeType text blob
            result.prompts[]                      | name title description arguments icons _meta
            result.prompts[].arguments[]          | name title description required
            result.resources[]                    | uri name title description mimeType size annotations icons _meta
            result.resourceTemplates[]            | uriTemplate name title description mimeType annotations icons _meta
            result.roots[]                        | uri name _meta
            result.tools[]                        | name title description inputSchema outputSchema annotations icons
            result.tools[]                        | execution _meta
            result.tools[].annotations            | title readOnlyHint destructiveHint idempotentHint openWorldHint
            result.tools[].execution              | taskSupport
            result.task                           | taskId status statusMessage createdAt lastUpdatedAt ttl pollInterval
            result.tasks[]                        | taskId status statusMessage createdAt lastUpdatedAt ttl pollInterval
            result.inputRequests.*                | method params
            result.inputRequests.*.params         | message mode url requestedSchema messages systemPrompt tools
            result.inputRequests.*.params.tools[] | name description
            result.result.content[]               | type text
            result.error                          | code message data
            """)
    void a_reserved_name_in_another_case_is_refused(String position, String names) {
        for (String name : names.split(" ", -1)) {
            assertThat(why(position, name)).as("%s as it is", name).doesNotContain("case alone");
            for (String variant : variants(name)) {
                assertThat(why(position, variant))
                        .isEqualTo("the name \"" + variant + "\" differs from a reserved one by case alone");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            params.arguments
            params.arguments.deep[].deeper
            params._meta
            params.requestedSchema
            params.requestedSchema.properties
            params.metadata
            params.data
            params.data[]
            params.context.arguments
            params.capabilities.experimental
            params.capabilities.extensions
            params.messages[].content.input
            params.messages[].content._meta
            params.tools[].inputSchema.properties
            params.inputResponses
            params.inputRequests
            result.structuredContent
            result.structuredContent.content[]
            result._meta
            result.content[]._meta
            result.content[].structuredContent
            result.tools[].inputSchema
            result.tools[].inputSchema.properties
            result.tools[].outputSchema.properties
            result.tools[]._meta
            result.capabilities.experimental
            result.inputRequests
            result.result.structuredContent
            result.inputRequests.*.params.requestedSchema.properties
            error.data
            x-vendor
            x-vendor.params
            params.x-vendor
            result.tools[].x-vendor
            """)
    void where_the_names_are_the_peers_own_any_case_is_read(String position) {
        for (String name : List.of("name", "id", "method", "text", "arguments", "task")) {
            for (String variant : variants(name)) {
                assertThat(why(position, variant)).as(variant).doesNotContain("case alone");
            }
        }
    }

    /// All small, all capital, each letter in the other case, and the letters beyond ASCII that fold to ASCII ones.
    private static Set<String> variants(String name) {
        var variants = new LinkedHashSet<String>();
        variants.add(name.toUpperCase(Locale.ROOT));
        variants.add(name.toLowerCase(Locale.ROOT));
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            var others = new ArrayList<Character>();
            others.add(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
            switch (Character.toLowerCase(c)) {
                case 's' -> others.add('\u017f');
                case 'k' -> others.add('\u212a');
                case 'i' -> others.addAll(List.of('\u0130', '\u0131'));
                default -> {}
            }
            for (char other : others) variants.add(name.substring(0, i) + other + name.substring(i + 1));
        }
        variants.remove(name);
        return variants;
    }

    private static String why(String position, String name) {
        byte[] bytes = message(position, name);
        return Reading.of(bytes, Bounds.DEFAULT) instanceof Reading.Unreadable unreadable ? unreadable.why() : "read";
    }

    /// A message that has this name at this position, and at the others what is needed to get there.
    private static byte[] message(String position, String name) {
        String value = "{\"" + name + "\":0}";
        if (position.equals("(envelope)")) return bytes("{\"" + name + "\":0}");
        String[] steps = position.split("\\.", -1);
        for (int i = steps.length - 1; i >= 0; i--) {
            String step = steps[i];
            while (step.endsWith("[]")) {
                value = "[{\"first\":1}," + value + "]";
                step = step.substring(0, step.length() - 2);
            }
            value = "{\"" + (step.equals("*") ? "any Name" : step) + "\":" + value + "}";
        }
        return bytes("{\"jsonrpc\":\"2.0\",\"id\":7," + value.substring(1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
