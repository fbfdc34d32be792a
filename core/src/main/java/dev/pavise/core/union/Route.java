package dev.pavise.core.union;

import dev.pavise.core.message.Method;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a client's request goes.
public sealed interface Route {
    /// To one server, as it knows it.
    ///
    /// @param headers what HTTP says of it, in the server's own names
    record One(String label, byte[] message, Optional<Map<String, String>> headers) implements Route {}

    /// To several, to each as it knows it; their answers become one.
    ///
    /// @param own as Pavise itself judges it: without what servers gave to be brought back to them
    record Several(byte[] own, Map<String, byte[]> messages) implements Route {
        public Several {
            messages = Collections.unmodifiableMap(new LinkedHashMap<>(messages));
        }
    }

    /// To no server: Pavise itself answers.
    record Nowhere() implements Route {}

    /// Nobody knows before these lists have been read.
    ///
    /// @param labels of the servers that may know
    record Unlisted(List<String> labels, List<Method> lists) implements Route {
        public Unlisted {
            labels = List.copyOf(labels);
            lists = List.copyOf(lists);
        }
    }
}
