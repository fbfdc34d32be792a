package dev.pavise.gateway.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The last events of a session, for clients whose connection broke (2025-03-26, resumability). Bounded in events and
/// bytes: what is older is gone.
final class EventLog {
    private static final int EVENTS_MAX = 256;
    private static final long BYTES_MAX = 4 << 20;

    /// An event of a stream, the `number`th.
    record Event(long stream, long number, byte[] data) {
        String id() {
            return stream + "-" + number;
        }
    }

    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private long bytes;

    synchronized void add(Event event) {
        events.add(event);
        bytes += event.data().length;
        while (events.size() > EVENTS_MAX || (bytes > BYTES_MAX && events.size() > 1)) {
            bytes -= events.remove().data().length;
        }
    }

    /// The events of one stream behind this one.
    synchronized List<Event> after(long stream, long number) {
        var found = new ArrayList<Event>();
        for (Event event : events) if (event.stream() == stream && event.number() > number) found.add(event);
        return found;
    }

    /// The number of the last event of a stream; below 0 where none is kept.
    synchronized long last(long stream) {
        for (var each = events.descendingIterator(); each.hasNext(); ) {
            Event event = each.next();
            if (event.stream() == stream) return event.number();
        }
        return -1;
    }
}
