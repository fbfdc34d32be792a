package dev.pavise.gateway.remote;

import dev.pavise.core.exchange.Effect;
import java.util.concurrent.CompletableFuture;

/// How one era carries messages over HTTP.
sealed interface Talk permits ModernTalk, LegacyTalk {
    /// From any thread, under whatever lock: nothing is heard before it returns.
    void send(Effect.Send send);

    /// Ends the session. Done when it is over.
    CompletableFuture<?> close();
}
