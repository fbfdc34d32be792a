package dev.pavise.app.serve;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.message.Id;
import dev.pavise.gateway.Upstream;
import java.util.Optional;

/// A server for one session, whose pulse is felt.
final class Beating implements Upstream {
    private final Upstream server;
    private final Pulse pulse;
    private boolean isUp;
    private boolean isOver;

    Beating(Upstream server, Pulse pulse) {
        this.server = server;
        this.pulse = pulse;
    }

    @Override
    public void open(Listener listener) {
        server.open(new Listener() {
            @Override
            public void tells(byte[] message, Optional<Id> about) {
                works();
                listener.tells(message, about);
            }

            @Override
            public void overlong(long bytes, Optional<Id> id) {
                works();
                listener.overlong(bytes, id);
            }

            @Override
            public void unanswered(Id sentAs, String why) {
                if (!why.equals(GIVEN_UP)) stumbles(why);
                listener.unanswered(sentAs, why);
            }

            @Override
            public void ended(String why) {
                over(Optional.of(why));
                listener.ended(why);
            }

            @Override
            public boolean isQuick() {
                return listener.isQuick();
            }
        });
    }

    @Override
    public void send(Effect.Send send) {
        server.send(send);
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        server.awaitRoom();
    }

    @Override
    public boolean hasRoom() {
        return server.hasRoom();
    }

    @Override
    public boolean isReady() {
        return server.isReady();
    }

    @Override
    public void close() {
        over(Optional.empty());
        server.close();
    }

    private synchronized void works() {
        if (isUp || isOver) return;
        isUp = true;
        pulse.works();
    }

    private synchronized void stumbles(String why) {
        if (!isUp && !isOver) pulse.stumbled(why);
    }

    private synchronized void over(Optional<String> failure) {
        if (isOver) return;
        isOver = true;
        if (failure.isPresent()) pulse.failed(failure.get(), isUp);
        else pulse.ended(isUp);
    }
}
