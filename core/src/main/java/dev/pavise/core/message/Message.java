package dev.pavise.core.message;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One JSON-RPC message of MCP: its bytes, and the places that say what it is.
public sealed interface Message {
    Json json();

    /// Asks for an answer.
    record Request(
            Json json, Id id, String method, @Nullable Value params) implements Message, Asking {}

    /// Tells, and expects nothing.
    record Notification(Json json, String method, @Nullable Value params) implements Message, Asking {}

    /// Answers a request with what it asked for.
    record Result(Json json, Id id, Value result) implements Message {}

    /// Answers a request with an error. The id is absent where the request could not be read.
    record Failure(Json json, Optional<Id> id, Value error) implements Message {
        public String code() {
            Value code = error.member("code");
            return code == null ? "" : code.raw();
        }
    }

    /// What a request and a notification have in common.
    sealed interface Asking permits Request, Notification {
        Json json();

        String method();

        @Nullable
        Value params();

        /// What a member of the parameters says, or null where it is absent or no string.
        default @Nullable String param(String name) {
            Value params = params();
            return params == null ? null : params.string(name);
        }

        /// The tool, prompt, URI or task that it names, else empty.
        default String subject() {
            String member = Method.of(method()).map(Method::subject).orElse("");
            String named = member.isEmpty() ? null : param(member);
            return named == null ? "" : named;
        }
    }

    default byte[] bytes() {
        return json().bytes();
    }
}
