package dev.pavise.gateway.http;

import java.time.Duration;

/// How much an HTTP client may take up.
///
/// @param headBytesMax of a request's line and headers
/// @param bodyBytesMax of one request; more is answered by 413
/// @param requestTime how long a request may take to arrive, from its first byte to its last
/// @param idleTime how long a connection may do nothing between requests, and a client not read
/// @param connectionsMax at once, over all clients
/// @param streamsMax replies and streams of one principal at once
/// @param sessionsMax legacy sessions of one principal at once
/// @param unionsMax legacy sessions of one principal at all servers as one, each of which runs every server; for one
///     more, the one that has been idle for longest is closed
/// @param sessionTime how long a session may do nothing before it is closed
/// @param drainTime how long calls under way have to be answered when their session has to end
/// @param eventBytesMax how much all sessions together keep for clients that come back
public record HttpLimits(
        int headBytesMax,
        int bodyBytesMax,
        Duration requestTime,
        Duration idleTime,
        int connectionsMax,
        int streamsMax,
        int sessionsMax,
        int unionsMax,
        Duration sessionTime,
        Duration drainTime,
        long eventBytesMax) {
    public static final HttpLimits DEFAULT = new HttpLimits(
            16 << 10,
            32 << 20,
            Duration.ofSeconds(30),
            Duration.ofSeconds(75),
            20_000,
            10_000,
            1_000,
            32,
            Duration.ofMinutes(30),
            Duration.ofSeconds(10),
            64 << 20);
}
