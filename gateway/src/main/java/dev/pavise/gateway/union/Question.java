package dev.pavise.gateway.union;

import dev.pavise.core.guard.Asker;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.gateway.Partner;
import java.util.Optional;

/// What a member has been asked, and not answered yet.
///
/// @param number stands for the client's stream at the member
record Question(long number, Want want, Member member, Partner partner, Hearer hearer) {
    /// On behalf of which request of the client's.
    ///
    /// @param client where it came from
    /// @param id its own; empty where it has none that can be read
    /// @param method its own, or empty
    /// @param isShared whether others are asked too, so that one member's answer is not the client's
    record Want(Asker client, Optional<Id> id, String method, boolean isShared) {
        static Want of(Message.Request request, Asker client) {
            return new Want(client, Optional.of(request.id()), request.method(), false);
        }

        Want shared() {
            return new Want(client, id, method, true);
        }
    }

    /// As whom the member is asked. In a client's own session its ids are the session's, so that it can give up by
    /// them; what is asked of several is given up by its stream.
    Asker asker() {
        return want.isShared() || want.client().scope() != 0 ? Asker.alone(number) : Asker.on(number);
    }
}
