package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What sessions keep for clients that come back, and together no more than there is room for.
class EventLogTest {
    private static final int BYTES = 10_000;
    /// With what an event takes up besides its data.
    private static final long EACH = BYTES + 100;

    private static void says(EventLog log, long stream, int events) {
        for (int i = 1; i <= events; i++) log.add(new EventLog.Event(stream, i, new byte[BYTES]));
    }

    @Test
    void however_many_sessions_there_are_they_keep_no_more_than_there_is_room_for() {
        long most = 100 * EACH;
        var room = new EventLog.Room(most);
        var logs = new ArrayList<EventLog>();
        for (int session = 0; session < 5_000; session++) {
            var log = new EventLog(room);
            logs.add(log);
            says(log, 0, 3);
            says(log, 1, 3);
            if (session % 2 == 0) log.end(1);
            assertThat(room.bytes()).isLessThanOrEqualTo(most);
        }
        assertThat(room.bytes()).isGreaterThan(most / 2);
        logs.forEach(EventLog::close);
        assertThat(room.bytes()).isZero();
    }

    @Test
    void streams_that_ended_first_are_forgotten_first_and_open_ones_not_at_all() {
        var room = new EventLog.Room(8 * EACH);
        var logs = List.of(new EventLog(room), new EventLog(room), new EventLog(room), new EventLog(room));
        for (EventLog each : logs) says(each, 1, 2);
        logs.get(2).end(1);
        logs.get(1).end(1);

        says(new EventLog(room), 1, 1);
        assertThat(logs).extracting(each -> each.last(1)).containsExactly(2L, 2L, -1L, 2L);
        assertThat(logs.get(2).hasForgotten(1)).isTrue();
        assertThat(logs.get(1).hasForgotten(1)).isFalse();

        says(new EventLog(room), 1, 2);
        assertThat(logs).extracting(each -> each.last(1)).containsExactly(2L, -1L, -1L, 2L);
    }

    @Test
    void where_nothing_has_ended_who_says_more_forgets_its_own() {
        var room = new EventLog.Room(10 * EACH);
        var quiet = new EventLog(room);
        var loud = new EventLog(room);
        says(quiet, 0, 4);
        says(loud, 0, 200);

        assertThat(quiet.after(0, 0)).hasSize(4);
        assertThat(loud.after(0, 0)).hasSize(6);
        assertThat(loud.last(0)).isEqualTo(200);
    }

    @Test
    void a_session_that_is_over_keeps_nothing() {
        var room = new EventLog.Room(10 * EACH);
        var log = new EventLog(room);
        says(log, 1, 3);
        log.end(1);
        log.close();
        says(log, 2, 3);
        assertThat(room.bytes()).isZero();
    }
}
