package dev.pavise.gateway.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// The last events of a session, for clients whose connection broke (2025-03-26, resumability). Bounded in events and
/// bytes, each session's by itself and all together: what is older is gone.
final class EventLog {
    private static final int EVENTS_MAX = 256;
    private static final long BYTES_MAX = 4 << 20;
    /// What an event takes up besides its data.
    private static final int EVENT_BYTES = 96;

    /// An event of a stream, the `number`th.
    record Event(long stream, long number, byte[] data) {
        String id() {
            return stream + "-" + number;
        }

        private long bytes() {
            return (long) data.length + EVENT_BYTES;
        }
    }

    /// What all sessions may keep together. Where it is full, streams that have ended are forgotten first, those that
    /// ended first before all; where there are none, the session that says more forgets its own.
    static final class Room {
        private record Ended(EventLog log, long stream) {}

        private final long bytesMax;
        private final LinkedHashSet<Ended> ended = new LinkedHashSet<>();
        private long bytes;

        Room(long bytesMax) {
            this.bytesMax = bytesMax;
        }

        synchronized long bytes() {
            return bytes;
        }
    }

    private final Room room;
    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private long bytes;
    private long lastForgotten = -1;
    private boolean isClosed;

    EventLog(Room room) {
        this.room = room;
    }

    void add(Event event) {
        synchronized (room) {
            if (isClosed) return;
            events.add(event);
            count(event.bytes());
            while (events.size() > EVENTS_MAX || (bytes > BYTES_MAX && events.size() > 1)) forgetFirst();
            while (room.bytes > room.bytesMax && !room.ended.isEmpty()) {
                Room.Ended oldest = room.ended.getFirst();
                oldest.log().forget(oldest.stream());
            }
            while (room.bytes > room.bytesMax && !events.isEmpty()) forgetFirst();
        }
    }

    /// Nothing more comes on a stream.
    void end(long stream) {
        synchronized (room) {
            if (has(stream)) room.ended.add(new Room.Ended(this, stream));
        }
    }

    /// The session is over: its events are of no use.
    void close() {
        synchronized (room) {
            isClosed = true;
            while (!events.isEmpty()) forgetFirst();
        }
    }

    /// The events of one stream behind this one.
    List<Event> after(long stream, long number) {
        synchronized (room) {
            var found = new ArrayList<Event>();
            for (Event event : events) if (event.stream() == stream && event.number() > number) found.add(event);
            return found;
        }
    }

    /// The number of the last event of a stream; below 0 where none is kept.
    long last(long stream) {
        synchronized (room) {
            for (var each = events.descendingIterator(); each.hasNext(); ) {
                Event event = each.next();
                if (event.stream() == stream) return event.number();
            }
            return -1;
        }
    }

    /// Whether there may have been events of a stream that are not kept any more.
    boolean hasForgotten(long stream) {
        synchronized (room) {
            return stream <= lastForgotten && !has(stream);
        }
    }

    private boolean has(long stream) {
        for (Event event : events) if (event.stream() == stream) return true;
        return false;
    }

    private void forgetFirst() {
        Event first = events.remove();
        count(-first.bytes());
        lastForgotten = Math.max(lastForgotten, first.stream());
        if (!has(first.stream())) room.ended.remove(new Room.Ended(this, first.stream()));
    }

    private void forget(long stream) {
        events.removeIf(event -> {
            boolean isIts = event.stream() == stream;
            if (isIts) count(-event.bytes());
            return isIts;
        });
        lastForgotten = Math.max(lastForgotten, stream);
        room.ended.remove(new Room.Ended(this, stream));
    }

    private void count(long more) {
        bytes += more;
        room.bytes += more;
    }
}
