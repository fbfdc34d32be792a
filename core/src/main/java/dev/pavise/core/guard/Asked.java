package dev.pavise.core.guard;

import dev.pavise.core.json.Escapes;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import java.time.Instant;

/// A request on its way: asked, and not answered yet.
///
/// @param from where the answer goes
/// @param sentAs the id under which it went on; the asker's own unless that one could not be kept
/// @param sentToken the progress token under which it went on, as [#tokenOf(Value)] writes it; else empty
/// @param until when its time is over
/// @param own whether Pavise itself asked
/// @param cancelled whether its asker has given it up: its answer is no longer wanted
/// @param acknowledged whether the server has said that it listens (2026-07-28, subscriptions)
public record Asked(
        Message.Request request,
        Asker from,
        Id sentAs,
        String sentToken,
        Instant since,
        Instant until,
        boolean own,
        boolean cancelled,
        boolean acknowledged) {
    /// A request that goes on under this id and this token.
    public static Asked of(
            Message.Request request, Asker from, Id sentAs, String sentToken, Instant since, Instant until) {
        return new Asked(request, from, sentAs, sentToken, since, until, false, false, false);
    }

    /// A request that goes on as it is.
    public static Asked unchanged(Message.Request request, Asker from, Instant since, Instant until) {
        return of(request, from, request.id(), tokenOf(request), since, until);
    }

    /// A request that Pavise makes.
    public static Asked own(Message.Request request, Instant since, Instant until) {
        return new Asked(request, Asker.ONLY, request.id(), "", since, until, true, false, false);
    }

    public Asked until(Instant later) {
        return new Asked(request, from, sentAs, sentToken, since, later, own, cancelled, acknowledged);
    }

    public Asked givenUp() {
        return new Asked(request, from, sentAs, sentToken, since, until, own, true, acknowledged);
    }

    public Asked heard() {
        return new Asked(request, from, sentAs, sentToken, since, until, own, cancelled, true);
    }

    /// Whether its asker knows it by this id.
    public boolean isKnownAs(Id id, Asker asker) {
        return !own && from.scope() == asker.scope() && request.id().equals(id);
    }

    /// The token under which a request wants to be told of its progress, as [#tokenOf(Value)] writes it; else empty.
    public static String tokenOf(Message.Request request) {
        Value params = request.params();
        Value token = params == null ? null : params.at("_meta", "progressToken");
        if (token == null) return "";
        return tokenOf(token);
    }

    /// A token in the one way in which Pavise writes it, because a string can be written in many; empty where it is
    /// none.
    public static String tokenOf(Value token) {
        if (token.isString()) return Escapes.quote(token.text());
        return token.kind() == Json.Kind.NUMBER ? token.raw() : "";
    }
}
