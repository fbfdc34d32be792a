package dev.pavise.gateway.http;

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

    List<String> names();
}
