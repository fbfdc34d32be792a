package dev.pavise.core.pin;

import dev.pavise.core.evidence.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What Pavise knows of one thing that a server shows: the definition that was approved, the one that was seen last.
///
/// @param approved the definition that the client may have, empty until there is one
/// @param seen the definition as the server last sent it
/// @param since when it came into this state
/// @param by who decided: `balanced` (clean at first sight), a person's name, or empty while nobody has
/// @param reasons why it is not approved, else empty
public record Pin(
        Item item,
        State state,
        Optional<Definition> approved,
        Definition seen,
        Instant since,
        String by,
        List<Reason> reasons) {

    /// What a server can show to a model or a person.
    public enum Kind {
        SERVER,
        TOOL,
        PROMPT,
        RESOURCE,
        TEMPLATE,
        UI
    }

    /// A thing of a server: its kind and the name it goes by (a URI for resources; `server` for the server itself).
    public record Item(Kind kind, String name) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : name.compareTo(other.name);
        }

        // Written out, because the one that records come with is put together at run time, while a host waits.
        @Override
        public int hashCode() {
            return 31 * kind.hashCode() + name.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Item(Kind otherKind, String otherName)
                    && kind == otherKind
                    && name.equals(otherName);
        }

        /// As people write it: `tool/read_file`.
        @Override
        public String toString() {
            return kind.name().toLowerCase(java.util.Locale.ROOT) + "/" + name;
        }
    }

    public enum State {
        /// Seen, and not approved by anybody yet.
        QUARANTINED,
        APPROVED,
        /// Approved once; what the server sends now is something else.
        CHANGED,
        /// Approved or seen once, and no longer listed.
        GONE
    }

    /// A definition's canonical bytes and their digest.
    ///
    /// @param digest SHA-256 of `text`, hexadecimal
    /// @param text canonical JSON: members in RFC 8785 order, strings in their shortest form, numbers as written
    public record Definition(String digest, String text) {}

    public Pin {
        reasons = List.copyOf(reasons);
    }
}
