package dev.pavise.core.guard;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import java.time.Instant;
import java.util.Optional;

/// A request on its way: asked, and not answered yet.
///
/// @param sentAs the id under which it went on; the asker's own unless that one could not be kept
/// @param until when its time is over
/// @param own whether Pavise itself asked
/// @param cancelled whether its asker has given it up: its answer is no longer wanted
public record Asked(Message.Request request, Id sentAs, Instant since, Instant until, boolean own, boolean cancelled) {
    public Asked until(Instant later) {
        return new Asked(request, sentAs, since, later, own, cancelled);
    }

    public Asked givenUp() {
        return new Asked(request, sentAs, since, until, own, true);
    }

    /// The token under which its progress may be told, as written.
    public Optional<String> progressToken() {
        Value params = request.params();
        Value token = params == null ? null : params.at("_meta", "progressToken");
        if (token == null) return Optional.empty();
        return token.isString() || token.kind() == Json.Kind.NUMBER ? Optional.of(token.raw()) : Optional.empty();
    }
}
