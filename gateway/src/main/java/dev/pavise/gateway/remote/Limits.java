package dev.pavise.gateway.remote;

import java.time.Duration;

/// How much a server may take of what all share. What is counted is shared out among the event loops, rounded up.
///
/// @param connectionsMax to one origin at once, for calls
/// @param streamsMax to one origin at once, for streams that stay open
/// @param waitingMax calls that wait for a connection, at one origin; more are refused
/// @param headBytesMax of a reply's head
/// @param headersMax in a reply's head
/// @param connect how long connecting may take, with its names and its TLS
/// @param idle how long a connection is kept that nobody uses
public record Limits(
        int connectionsMax,
        int streamsMax,
        int waitingMax,
        int headBytesMax,
        int headersMax,
        Duration connect,
        Duration idle) {
    public static final Limits DEFAULT =
            new Limits(64, 10_000, 1024, 16 << 10, 100, Duration.ofSeconds(10), Duration.ofSeconds(30));

    public Limits {
        if (connectionsMax < 1 || streamsMax < 1 || waitingMax < 0 || headBytesMax < 1024 || headersMax < 1) {
            throw new IllegalArgumentException("a limit that lets nothing through");
        }
    }
}
