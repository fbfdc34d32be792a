package dev.pavise.gateway.remote;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which addresses a server may have. A name that leads to an address of this machine or its networks is how a remote
/// party reaches what only this machine can reach (server-side request forgery, DNS rebinding).
///
/// Source: RFC 6890 and the registries that it opened; RFC 6052 and RFC 8215 for IPv4 inside IPv6.
final class Addresses {
    private static final Pattern DOTTED = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    /// What some parsers take for an address and others for a name: `2130706433`, `0x7f.1`, `127.1`.
    private static final Pattern NUMERIC =
            Pattern.compile("(0x[0-9a-f]*|[0-9]+)(\\.(0x[0-9a-f]*|[0-9]+))*\\.?", Pattern.CASE_INSENSITIVE);

    private static final byte[] METADATA_4 = {(byte) 169, (byte) 254, (byte) 169, (byte) 254};
    private static final byte[] METADATA_6 = {(byte) 0xfd, 0, 0x0e, (byte) 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x54};

    private Addresses() {}

    /// The address that a host is, if it is one and no name.
    ///
    /// @throws IllegalArgumentException it looks like one, and parsers do not agree on which
    static Optional<InetAddress> literal(String host) {
        if (DOTTED.matcher(host).matches() || host.indexOf(':') >= 0) {
            if (host.indexOf('%') >= 0) throw new IllegalArgumentException("an address with a zone");
            return Optional.of(InetAddress.ofLiteral(host));
        }
        if (NUMERIC.matcher(host).matches()) {
            throw new IllegalArgumentException("the host is a number that is no plain address: " + host);
        }
        return Optional.empty();
    }

    /// Why an address is not reached even where it is written down; empty where it may be.
    static Optional<String> neverReached(InetAddress address) {
        byte[] bytes = plain(address);
        if (Arrays.equals(bytes, METADATA_4) || Arrays.equals(bytes, METADATA_6)) {
            return Optional.of("the metadata service of a cloud");
        }
        if (bytes.length == 4 && bytes[0] == 0 || isZero(bytes, 0, bytes.length)) {
            return Optional.of("the unspecified address");
        }
        if (bytes.length == 4 && (bytes[0] & 0xF0) == 0xF0) return Optional.of("a reserved address");
        if (bytes.length == 4 && (bytes[0] & 0xF0) == 0xE0 || bytes.length == 16 && (bytes[0] & 0xFF) == 0xFF) {
            return Optional.of("a multicast address");
        }
        if (starts(bytes, 4, 169, 254)
                || bytes.length == 16 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xC0) == 0x80) {
            return Optional.of("a link-local address");
        }
        return Optional.empty();
    }

    /// Why an address is not reached under a name; empty where it may be.
    static Optional<String> notForNames(InetAddress address) {
        byte[] bytes = plain(address);
        Optional<String> never = neverReached(address);
        if (never.isPresent()) return never;
        if (isLoopback(bytes)) return Optional.of("a loopback address");
        if (starts(bytes, 4, 10)
                || starts(bytes, 4, 192, 168)
                || (bytes.length == 4 && (bytes[0] & 0xFF) == 172 && (bytes[1] & 0xF0) == 16)
                || (bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC)
                || (bytes.length == 16 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xC0) == 0xC0)) {
            return Optional.of("a private address");
        }
        if (bytes.length == 4 && (bytes[0] & 0xFF) == 100 && (bytes[1] & 0xC0) == 64) {
            return Optional.of("an address of a carrier's network");
        }
        if (starts(bytes, 4, 192, 0, 0) || starts(bytes, 4, 198, 18) || starts(bytes, 4, 198, 19)) {
            return Optional.of("a reserved address");
        }
        if (starts(bytes, 4, 192, 0, 2) || starts(bytes, 4, 198, 51, 100) || starts(bytes, 4, 203, 0, 113)) {
            return Optional.of("an address for documents");
        }
        // Teredo and 6to4 lead to whatever IPv4 address they hold; 100::/64 leads nowhere.
        if (starts(bytes, 16, 0x20, 0x01, 0, 0) || starts(bytes, 16, 0x20, 0x02) || starts(bytes, 16, 1, 0)) {
            return Optional.of("an address of a tunnel");
        }
        return Optional.empty();
    }

    /// The IPv4 address inside an IPv6 one that stands for it, else the address.
    private static byte[] plain(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (!(address instanceof Inet6Address)) return bytes;
        boolean mapped = isZero(bytes, 0, 10) && (bytes[10] & 0xFF) == 0xFF && (bytes[11] & 0xFF) == 0xFF;
        boolean compatible = isZero(bytes, 0, 12) && !isZero(bytes, 12, 15);
        boolean translated = isZero(bytes, 0, 8) && (bytes[8] & bytes[9]) == -1 && isZero(bytes, 10, 12);
        boolean embedded =
                starts(bytes, 16, 0, 0x64, 0xFF, 0x9B) && (isZero(bytes, 4, 12) || (bytes[4] == 0 && bytes[5] == 1));
        return mapped || compatible || translated || embedded ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
    }

    private static boolean isLoopback(byte[] bytes) {
        return bytes.length == 4 ? bytes[0] == 127 : isZero(bytes, 0, 15) && bytes[15] == 1;
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) return false;
        }
        return true;
    }

    private static boolean starts(byte[] bytes, int length, int... prefix) {
        if (bytes.length != length) return false;
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) return false;
        }
        return true;
    }

    /// Refuses a name of which any address is not for names.
    static void check(String host, Iterable<InetAddress> addresses) throws UnknownHostException {
        boolean any = false;
        for (InetAddress each : addresses) {
            any = true;
            Optional<String> why = notForNames(each);
            if (why.isPresent()) {
                throw new UnknownHostException(host + " leads to " + why.get() + ", " + each.getHostAddress()
                        + "; write the address itself into the URL if that is meant");
            }
        }
        if (!any) throw new UnknownHostException(host + " has no address");
    }
}
