package dev.pavise.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.message.Id;
import dev.pavise.gateway.Upstream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InOrderTest {
    private static final byte[] LONG = new byte[1 << 20];
    private static final byte[] SHORT = new byte[1 << 10];

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Semaphore judging = new Semaphore(0);
    private final CountDownLatch began = new CountDownLatch(1);
    private volatile boolean isSlow;
    private final InOrder inOrder = new InOrder(new Upstream.Listener() {
        @Override
        public void tells(byte[] message, Optional<Id> about) {
            threads.add(Thread.currentThread());
            if (message == LONG) {
                began.countDown();
                judging.acquireUninterruptibly();
            }
            heard.add(message == LONG ? "long" : "short");
            if (about.isPresent()) throw new IllegalStateException("broken");
        }

        @Override
        public void overlong(long bytes, Optional<Id> id) {
            heard.add("overlong");
        }

        @Override
        public void unanswered(Id sentAs, String why) {
            heard.add("unanswered");
        }

        @Override
        public void ended(String why) {
            heard.add("ended");
        }

        @Override
        public boolean isQuick() {
            return !isSlow;
        }
    });

    @Test
    void what_is_short_is_judged_at_once() throws Exception {
        inOrder.tells(SHORT, Optional.empty());
        assertThat(heard).containsExactly("short");
        assertThat(threads).containsExactly(Thread.currentThread());
        inOrder.await();
    }

    @Test
    void what_is_long_holds_up_nobody_but_those_behind_it() throws Exception {
        inOrder.tells(LONG, Optional.empty());
        began.await();
        inOrder.tells(SHORT, Optional.empty());
        inOrder.overlong(9, Optional.empty());
        inOrder.unanswered(Id.of(1), "gone");
        inOrder.ended("gone");
        var done = new CountDownLatch(1);
        inOrder.then(done::countDown);
        assertThat(heard).isEmpty();
        judging.release();
        done.await();
        assertThat(heard).containsExactly("long", "short", "overlong", "unanswered", "ended");
        assertThat(threads).doesNotContain(Thread.currentThread());
        inOrder.await();
        inOrder.tells(SHORT, Optional.empty());
        assertThat(threads).last().isEqualTo(Thread.currentThread());
    }

    @Test
    void what_a_slow_session_is_told_holds_up_nobody() throws Exception {
        isSlow = true;
        inOrder.tells(SHORT, Optional.empty());
        inOrder.await();
        assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
    }

    @Test
    void one_that_fails_does_not_take_the_others_turn() throws Exception {
        judging.release();
        inOrder.tells(LONG, Optional.of(Id.of(1)));
        inOrder.await();
        inOrder.tells(SHORT, Optional.empty());
        assertThat(heard).containsExactly("long", "short");
    }
}
