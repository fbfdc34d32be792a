package dev.pavise.gateway.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who may come in, and which servers there are, as they stand now.
public interface House {
    /// The principal that a key belongs to; empty where it is nobody's.
    Optional<String> principal(String key);

    /// All who may come in.
    Set<String> principals();

    Optional<Backend> backend(String name);

    /// In their order.
    List<String> names();

    /// Hears of everybody who is not let in, or sends what nobody reads. Called as often as they try.
    ///
    /// @param status of HTTP that they are told
    /// @param path what they asked for; empty where that is not known
    /// @param from their address
    void refused(int status, String why, String path, String from);

    /// Where what concerns no server is judged, of clients that meet all of them as one; its upstream is an
    /// [dev.pavise.gateway.union.OwnUpstream].
    Backend own();

    /// How long servers that answered wait for those that did not, where a client asks all of them.
    Duration patience();

    /// A server did not answer in time, or not as it should, and the others go on without it.
    ///
    /// @param why for people
    void leftOut(String server, String why);
}
