package dev.pavise.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.message.Id;
import dev.pavise.gateway.Upstream;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BeatingTest {
    /// A server that is full and not ready, and whose session takes long over what it is told.
    private static final class Full implements Upstream {
        private boolean isTold;

        @Override
        public void open(Listener listener) {
            isTold = !listener.isQuick();
        }

        @Override
        public void send(Effect.Send send) {}

        @Override
        public void awaitRoom() {}

        @Override
        public boolean hasRoom() {
            return false;
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void close() {}
    }

    private static final class Slow implements Upstream.Listener {
        @Override
        public void tells(byte[] message, Optional<Id> about) {}

        @Override
        public void overlong(long bytes, Optional<Id> id) {}

        @Override
        public void unanswered(Id sentAs, String why) {}

        @Override
        public void ended(String why) {}

        @Override
        public boolean isQuick() {
            return false;
        }
    }

    /// Else a server that does not read is sent all that a client sends, and an event loop is held up.
    @Test
    void whoever_feels_the_pulse_hides_nothing() {
        var full = new Full();
        var pulse = new Pulse(InstantSource.system(), new Pulse.Hearer() {
            @Override
            public void came(Pulse.Phase phase) {}

            @Override
            public void failed(String why) {}

            @Override
            public void changed() {}
        });
        var beating = new Beating(full, pulse);
        beating.open(new Slow());
        assertThat(beating.hasRoom()).isFalse();
        assertThat(beating.isReady()).isFalse();
        assertThat(full.isTold).isTrue();
    }
}
