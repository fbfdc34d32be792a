package dev.pavise.app.serve;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.config.Listening;
import dev.pavise.app.config.Template;
import dev.pavise.core.evidence.ShellLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A certificate, those that vouch for it, and its private key, as they lie in files in PEM (RFC 7468).
/// It does not print its key.
///
/// @param chain its own first
record CertifiedKey(List<X509Certificate> chain, PrivateKey key) {
    private static final int BYTES_MAX = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final Map<String, String> SIGNING =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    CertifiedKey {
        chain = List.copyOf(chain);
    }

    /// @param now at which the certificate has to count
    /// @throws Fault where they are of no use
    static CertifiedKey read(Listening.Tls named, Map<String, String> environment, Instant now) throws Fault {
        Path certificate = path(named.certificate(), environment);
        Path key = path(named.key(), environment);
        var place = new Place(named.certificate().place(), certificate);
        List<X509Certificate> chain = chain(place);
        counts(chain.getFirst(), place, now);
        var placeOfKey = new Place(named.key().place(), key);
        PrivateKey found = key(placeOfKey);
        if (!fits(chain.getFirst(), found))
            throw placeOfKey.fault(
                    "is not the key of the first certificate in " + Shown.line(certificate.toString()),
                    "name the two that belong together; the server's own certificate stands first");
        return new CertifiedKey(chain, found);
    }

    /// A file, and where it is named.
    private record Place(String at, Path file) {
        Fault fault(String fault, String hint) {
            return Fault.lacking(at, Shown.line(file.toString()) + " " + fault, hint);
        }
    }

    static Path path(Template named, Map<String, String> environment) throws Fault {
        try {
            Path path = Path.of(named.resolved(environment));
            if (path.isAbsolute()) return path;
        } catch (InvalidPathException e) {
            throw Fault.wrongUse(named.place(), "is no path", "name a file");
        }
        throw Fault.wrongUse(named.place(), "is no absolute path", "write it from / on, or use ${env:HOME}");
    }

    private static String text(Place place) throws Fault {
        try (InputStream in = Files.newInputStream(place.file())) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length <= BYTES_MAX) return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            boolean isThere = Files.exists(place.file());
            throw place.fault(
                    isThere ? "cannot be read" : "does not exist",
                    isThere ? "make it a file that you may read" : "create it, or correct the path");
        }
        throw place.fault("has more than 1 MiB", "name the file in PEM");
    }

    private static List<X509Certificate> chain(Place place) throws Fault {
        var chain = new ArrayList<X509Certificate>();
        Matcher block = BLOCK.matcher(text(place));
        try {
            var factory = CertificateFactory.getInstance("X.509");
            while (block.find())
                if (block.group(1).equals("CERTIFICATE"))
                    chain.add((X509Certificate)
                            factory.generateCertificate(new ByteArrayInputStream(decoded(block.group(2)))));
        } catch (CertificateException | IllegalArgumentException e) {
            throw place.fault("has a certificate that cannot be read", "have it issued again, in PEM");
        }
        if (chain.isEmpty())
            throw place.fault("has no certificate in PEM", "name the file with -----BEGIN CERTIFICATE-----");
        return chain;
    }

    private static void counts(X509Certificate certificate, Place place, Instant now) throws Fault {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isAfter(until)) throw place.fault("expired at " + until, "renew it");
        if (now.isBefore(from)) throw place.fault("does not count before " + from, "wait, or set the clock right");
    }

    private static PrivateKey key(Place place) throws Fault {
        String text = text(place);
        if (isOpen(place.file()))
            throw place.fault(
                    "can be read by others",
                    ShellLine.of("chmod", "600", place.file().toString()));
        String better = ShellLine.of(
                "openssl", "pkcs8", "-topk8", "-nocrypt", "-in", place.file().toString(), "-out", "key.pem");
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).equals("PRIVATE KEY")) return key(place, block.group(2));
            if (block.group(1).equals("ENCRYPTED PRIVATE KEY")) throw place.fault("is encrypted", better);
            if (block.group(1).endsWith(" PRIVATE KEY")) throw place.fault("is no PKCS#8", better);
        }
        boolean isSealed = text.contains("Proc-Type: 4,ENCRYPTED");
        throw isSealed
                ? place.fault("is encrypted", better)
                : place.fault("has no private key in PEM", "name the file with -----BEGIN PRIVATE KEY-----");
    }

    private static PrivateKey key(Place place, String body) throws Fault {
        for (String algorithm : SIGNING.keySet()) {
            Optional<PrivateKey> found = key(algorithm, body);
            if (found.isPresent()) return found.get();
        }
        throw place.fault("has a key that cannot be read", "make one of RSA, EC or Ed25519");
    }

    /// Empty where it is of another algorithm, or of none.
    private static Optional<PrivateKey> key(String algorithm, String body) {
        try {
            var encoded = new PKCS8EncodedKeySpec(decoded(body));
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] decoded(String body) {
        return Base64.getMimeDecoder().decode(body);
    }

    /// Whether others than its owner can read it. The group may where root owns it, as packages and
    /// volumes have it.
    private static boolean isOpen(Path file) {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) return false;
        try {
            PosixFileAttributes found = view.readAttributes();
            var beyond = EnumSet.noneOf(PosixFilePermission.class);
            beyond.addAll(found.permissions());
            beyond.removeAll(OWNERS);
            if (found.owner().getName().equals("root")) beyond.remove(PosixFilePermission.GROUP_READ);
            return !beyond.isEmpty();
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean fits(X509Certificate certificate, PrivateKey key) {
        var proof = new byte[32];
        try {
            String algorithm = SIGNING.getOrDefault(key.getAlgorithm(), key.getAlgorithm());
            var signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(proof);
            byte[] signature = signing.sign();
            signing.initVerify(certificate.getPublicKey());
            signing.update(proof);
            return signing.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "CertifiedKey[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
