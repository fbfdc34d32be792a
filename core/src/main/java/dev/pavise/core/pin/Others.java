package dev.pavise.core.pin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What the other servers show whose lists the same person's models read: the tools that were approved
/// and are not gone.
///
/// @param tools at most [#TOOLS_MAX]
/// @param digest SHA-256 over all of it, hexadecimal, so that two that say the same are told without
///     going through them
public record Others(List<Tool> tools, String digest) {
    /// A tool in brief.
    ///
    /// @param server who shows it
    /// @param description its first [#DESCRIPTION_CHARS_MAX] characters
    public record Tool(String server, String name, String description) {}

    public static final int TOOLS_MAX = 4000;
    public static final int DESCRIPTION_CHARS_MAX = 2000;

    public static final Others NONE = of(List.of());

    public Others {
        if (tools.size() > TOOLS_MAX) throw new IllegalArgumentException(tools.size() + " tools of other servers");
        tools = List.copyOf(tools);
    }

    /// The first of them, as far as there is room.
    public static Others of(List<Tool> tools) {
        List<Tool> first = tools.subList(0, Math.min(tools.size(), TOOLS_MAX));
        return new Others(first, sha256(first));
    }

    private static String sha256(List<Tool> tools) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Tool each : tools) {
                for (String part : List.of(each.server(), each.name(), each.description())) {
                    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                    digest.update(bytes);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
