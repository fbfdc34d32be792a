package dev.pavise.app.peers;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The tour by a client of the Java SDK.
final class JavaTour {
    static final McpJsonMapper JSON = McpJsonDefaults.getMapper();

    private JavaTour() {}

    /// All that the client is given, in order.
    static List<String> of(McpClientTransport transport, Peer peer, Revision revision, Path folder) {
        List<String> given = new ArrayList<>();
        try (McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(30))
                .initializationTimeout(Duration.ofSeconds(30))
                .capabilities(McpSchema.ClientCapabilities.builder()
                        .roots(true)
                        .sampling()
                        .elicitation()
                        .build())
                .roots(McpSchema.Root.builder("file:///home/peer").name("home").build())
                .sampling(request -> McpSchema.CreateMessageResult.builder(McpSchema.Role.ASSISTANT, "roses", "m")
                        .build())
                .elicitation(request -> McpSchema.ElicitResult.builder(McpSchema.ElicitResult.Action.ACCEPT)
                        .content(Map.of("name", "Zoë", "integer", 7, "ok", true))
                        .build())
                .build()) {
            given.add(written(client.initialize()));
            for (String step : Tours.of(peer, revision.elicits(), folder)) {
                given.add(outcome(client, step).replace(folder.toString(), "<folder>"));
            }
        }
        return given;
    }

    private static String outcome(McpSyncClient client, String step) {
        try {
            Map<String, Object> asked = JSON.readValue(step, new TypeRef<>() {});
            String kind = (String) asked.remove("kind");
            return written(
                    switch (String.valueOf(kind)) {
                        case "tools" -> client.listTools();
                        case "prompts" -> client.listPrompts();
                        case "resources" -> client.listResources();
                        case "templates" -> client.listResourceTemplates();
                        case "call" -> client.callTool(JSON.convertValue(asked, McpSchema.CallToolRequest.class));
                        case "prompt" -> client.getPrompt(JSON.convertValue(asked, McpSchema.GetPromptRequest.class));
                        case "read" ->
                            client.readResource(JSON.convertValue(asked, McpSchema.ReadResourceRequest.class));
                        case "complete" ->
                            client.completeCompletion(JSON.convertValue(asked, McpSchema.CompleteRequest.class));
                        default -> throw new AssertionError("no such step: " + step);
                    });
        } catch (McpError refused) {
            return "refused: " + refused.getMessage() + " " + refused.getJsonRpcError();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + step, e);
        }
    }

    private static String written(Object given) {
        try {
            return JSON.writeValueAsString(given);
        } catch (IOException e) {
            throw new AssertionError("cannot write " + given, e);
        }
    }
}
