package dev.pavise.app.run;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The name of a server that nobody named: what its command starts, with the version taken out, so that an upgrade is
/// a change to its pins and not a first sight.
public final class ServerName {
    private static final int CHARS_MAX = 128;
    private static final int NESTED_MAX = 8;

    private static final Pattern VERSION_BEHIND = Pattern.compile("(?<=.)(==|>=|~=|<=|@)[^@/=\\s]*$");
    private static final Pattern VERSION_INSIDE = Pattern.compile(
            "[-_]v?[0-9]+(\\.[0-9]+)+([-+][A-Za-z0-9.]+?|\\.(Final|RELEASE|GA))?(?=(\\.[A-Za-z]+)?(/|$))");

    /// Programs that carry messages to a server elsewhere: the address makes the difference.
    private static final Set<String> BRIDGES = Set.of("mcp-remote", "mcp-proxy", "supergateway");

    private ServerName() {}

    /// The name for a command.
    ///
    /// @param folder the one that relative paths start from
    public static String of(List<String> command, Path folder) {
        String name = visible(new Started(folder, NESTED_MAX).name(command));
        if (name.length() <= CHARS_MAX) return name;
        return name.substring(0, CHARS_MAX - 9) + "-" + String.format("%08x", name.hashCode());
    }

    /// A package's name without its version: `@scope/name@1.2` as `@scope/name`, `tool[extra]==1.2` as `tool`.
    static String withoutVersion(String spec) {
        String bare = spec.replaceFirst("^(npm|jsr):", "").replaceFirst("\\[[^]]*]", "");
        int slash = bare.lastIndexOf('/');
        String head = bare.substring(0, slash + 1);
        String tail = bare.substring(slash + 1);
        return head
                + (tail.startsWith("@") && slash < 0
                        ? tail
                        : VERSION_BEHIND.matcher(tail).replaceFirst(""));
    }

    /// An image without tag and digest: `host:5000/name:1.2@sha256:…` as `host:5000/name`.
    static String withoutTag(String image) {
        String bare = image.replaceFirst("@[A-Za-z0-9]+:[0-9a-fA-F]+$", "");
        int slash = bare.lastIndexOf('/');
        int colon = bare.indexOf(':', slash + 1);
        return colon < 0 ? bare : bare.substring(0, colon);
    }

    /// A file by its whole path, with versions in names of files and folders taken out.
    static String file(String written, Path folder) {
        try {
            return VERSION_INSIDE
                    .matcher(folder.resolve(written).normalize().toString())
                    .replaceAll("");
        } catch (java.nio.file.InvalidPathException e) {
            return written;
        }
    }

    /// What a package is called, and where it leads to if it is a bridge.
    static String bridged(String name, List<String> arguments) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (!BRIDGES.contains(last)) return name;
        for (String argument : arguments) {
            String address = address(argument);
            if (!address.isEmpty()) return name + "/" + address;
        }
        return name;
    }

    /// Host and path of a URL, else empty.
    private static String address(String argument) {
        try {
            var address = new URI(argument);
            if (address.getHost() == null || address.getScheme() == null) return "";
            String port = address.getPort() < 0 ? "" : ":" + address.getPort();
            return address.getHost() + port + (address.getPath() == null ? "" : address.getPath());
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static String visible(String name) {
        var out = new StringBuilder(name.length());
        name.codePoints()
                .forEach(point -> out.appendCodePoint(
                        point > ' ' && point < 0x7F || Character.isLetterOrDigit(point) ? point : '_'));
        return out.isEmpty() ? "server" : out.toString();
    }
}
