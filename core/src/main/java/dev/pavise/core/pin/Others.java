package dev.pavise.core.pin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What the other servers show whose lists the same person's models read: the tools that were approved
/// and are not gone.
///
/// @param tools at most [#TOOLS_MAX]
/// @param digest SHA-256 over all of it, hexadecimal, so that two that say the same are told without
///     going through them
public record Others(List<Tool> tools, List<Introduction> introductions, String digest) {
    /// A tool in brief.
    ///
    /// @param server who shows it
    /// @param description its first [#DESCRIPTION_CHARS_MAX] characters
    public record Tool(String server, String name, String description) {}

    /// What a server says of itself to models.
    ///
    /// @param digest of its approved `instructions`
    public record Introduction(String server, String digest) {}

    public static final int TOOLS_MAX = 4000;
    public static final int DESCRIPTION_CHARS_MAX = 2000;

    public static final Others NONE = of(List.of());

    public Others {
        if (tools.size() > TOOLS_MAX) throw new IllegalArgumentException(tools.size() + " tools of other servers");
        tools = List.copyOf(tools);
        introductions = List.copyOf(introductions);
    }

    /// The first of them, as far as there is room.
    public static Others of(List<Tool> tools) {
        return of(tools, List.of());
    }

    public static Others of(List<Tool> tools, List<Introduction> introductions) {
        List<Tool> first = tools.subList(0, Math.min(tools.size(), TOOLS_MAX));
        return new Others(first, introductions, sha256(first, introductions));
    }

    /// The servers that introduce themselves word by word like this: the same program once more, or one that poses as
    /// it.
    ///
    /// @param introduction the digest of `instructions`
    public Set<String> introducedAs(String introduction) {
        return introductions.stream()
                .filter(each -> each.digest().equals(introduction))
                .map(Introduction::server)
                .collect(Collectors.toSet());
    }

    /// As much of a description as is known of others'.
    public static String brief(String description) {
        return description.substring(0, Math.min(description.length(), DESCRIPTION_CHARS_MAX));
    }

    public Others without(Predicate<Tool> left) {
        List<Tool> rest = tools.stream().filter(left.negate()).toList();
        return rest.size() == tools.size() ? this : of(rest, introductions);
    }

    private static String sha256(List<Tool> tools, List<Introduction> introductions) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Tool each : tools) {
                add(digest, each.server(), each.name(), each.description());
            }
            for (Introduction each : introductions) add(digest, each.server(), each.digest());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String... parts) {
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
    }
}
