package dev.pavise.core.guard;

/// Where a client's request came from, and so where its answer goes.
///
/// @param stream the edge's number for what carried it; 0 where a session has one stream only
/// @param scope within what its ids and tokens are unique: 0 for the session, else this one stream, because clients
///     of a stateless session know nothing of one another
public record Asker(long stream, long scope) {
    public static final Asker ONLY = new Asker(0, 0);

    /// A stream of a client that has the session to itself.
    public static Asker on(long stream) {
        return new Asker(stream, 0);
    }

    /// A stream of a client among several.
    public static Asker alone(long stream) {
        return new Asker(stream, stream);
    }
}
