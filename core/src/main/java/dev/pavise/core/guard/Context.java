package dev.pavise.core.guard;

import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Revision;
import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Policy;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What guards know besides the message.
///
/// @param revision the one in force; before a handshake, the one it is judged by
/// @param negotiated whether that revision has been agreed on
/// @param principal who calls
/// @param server the upstream's name
/// @param listed what the server showed in this session, as it showed it last
/// @param asker where a client's message came from
/// @param headers what HTTP says of a client's message, by names in lower case; empty where it came another way
/// @param answered the request that a response answers; empty for a response that nobody asked for
/// @param flight what is in flight before this message
/// @param budgets what is left of the rates before this message
/// @param capabilities what the client declared, by name: `sampling`, `elicitation`, `elicitation/url`, `roots`
/// @param spent sealed states that were brought back before
/// @param others what the other servers show, as it was when a list came last
/// @param siblings what the list in judgement shows
public record Context(
        Direction direction,
        Revision revision,
        boolean negotiated,
        Policy policy,
        String principal,
        String server,
        Pins pins,
        Map<Pin.Item, Definition> listed,
        Asker asker,
        Optional<Map<String, String>> headers,
        Optional<Asked> answered,
        Flight flight,
        Budgets budgets,
        Set<String> capabilities,
        Set<String> spent,
        Others others,
        Siblings siblings,
        Instant now) {

    public Context among(Siblings shown) {
        return new Context(
                direction,
                revision,
                negotiated,
                policy,
                principal,
                server,
                pins,
                listed,
                asker,
                headers,
                answered,
                flight,
                budgets,
                capabilities,
                spent,
                others,
                shown,
                now);
    }

    /// The same without a look at the budgets: for a message that has drawn from them before.
    public Context unlimited() {
        return new Context(
                direction,
                revision,
                negotiated,
                policy,
                principal,
                server,
                pins,
                listed,
                asker,
                headers,
                answered,
                flight,
                Budgets.FULL,
                capabilities,
                spent,
                others,
                siblings,
                now);
    }

    /// The address that was asked for, where a response answers the reading of one, else empty.
    public String askedUri() {
        boolean reads = Method.RESOURCES_READ.is(answeredMethod());
        return reads ? answered.map(each -> each.request().subject()).orElse("") : "";
    }

    /// The method of the request that a response answers, else empty.
    public String answeredMethod() {
        return answered.map(each -> each.request().method()).orElse("");
    }
}
