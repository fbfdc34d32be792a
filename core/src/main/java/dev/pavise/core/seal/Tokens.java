package dev.pavise.core.seal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands in for a text that a model need not see: a token from which nobody else learns anything, and
/// that opens for who was given it, at the server that it came from. The same text has the same token
/// there.
///
/// ```
/// token = "pavise-token-" , what Seals makes of the text
/// ```
public final class Tokens {
    private static final String PREFIX = "pavise-token-";
    /// So much as a seal of one character has at least.
    private static final Pattern TOKEN = Pattern.compile(PREFIX + "([A-Za-z0-9_-]{50,})");

    private final Supplier<Seals> seals;

    /// A stretch of a text that is a token, in UTF-16 units, and what it stands for.
    public record Opened(int from, int to, String text) {}

    /// @param seals asked for when the first token is made or opened
    public Tokens(Supplier<Seals> seals) {
        this.seals = seals;
    }

    /// Whether a message may hold one, at a glance. A client may write its letters as escapes.
    public static boolean mayBeIn(byte[] message) {
        for (int i = 0; i < message.length - PREFIX.length(); i++) {
            if (message[i] == '\\' || message[i] == 'p' && message[i + 6] == '-' && message[i + 12] == '-') return true;
        }
        return false;
    }

    public String of(String text, String principal, String server) {
        return PREFIX + seals.get().seal(binding(principal, server), text, Optional.empty());
    }

    /// The tokens in a text that were given to this principal for this server, from left to right.
    /// Others stay what they are: closed.
    public List<Opened> in(String text, String principal, String server, Instant now) {
        var opened = new ArrayList<Opened>();
        if (!text.contains(PREFIX)) return opened;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            seals.get()
                    .open(binding(principal, server), matcher.group(1), now)
                    .ifPresent(inner -> opened.add(new Opened(matcher.start(), matcher.end(), inner)));
        }
        return opened;
    }

    private static Binding binding(String principal, String server) {
        return new Binding("token", principal, server, "", "");
    }
}
