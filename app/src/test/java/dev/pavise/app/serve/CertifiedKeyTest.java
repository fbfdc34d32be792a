package dev.pavise.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.config.Listening;
import dev.pavise.app.config.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates and keys that are of no use, and what is said of them.
class CertifiedKeyTest {
    private static Certificates made;

    @TempDir
    Path folder;

    private Path certificate;
    private Path key;

    @BeforeAll
    static void make() throws Exception {
        made = Certificates.made("EC");
    }

    @BeforeEach
    void put() throws Exception {
        certificate = folder.resolve("chain.pem");
        key = folder.resolve("key.pem");
        made.put(certificate, key);
    }

    private CertifiedKey read(Instant now) throws Fault {
        var named = new Listening.Tls(
                new Template("${env:DIR}/chain.pem", "pavise.yaml:2:10"),
                new Template(key.toString(), "pavise.yaml:3:10"));
        return CertifiedKey.read(named, Map.of("DIR", folder.toString()), now);
    }

    private void refused(Instant now, String words, String hint) {
        Fault fault = catchThrowableOfType(Fault.class, () -> read(now));
        assertThat(fault).as(words).isNotNull();
        assertThat(fault).hasMessageContaining(words);
        assertThat(fault.getMessage()).matches("pavise\\.yaml:[23]:10: " + folder + "/.*");
        assertThat(fault.hint()).contains(hint);
    }

    private void refused(String words, String hint) {
        refused(Instant.now(), words, hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void one_that_fits_its_key_is_read_and_does_not_print_it(String algorithm) throws Exception {
        Certificates other = Certificates.made(algorithm);
        other.put(certificate, key);
        Files.writeString(certificate, "A chain:\n" + Files.readString(certificate) + Files.readString(certificate));

        CertifiedKey read = read(Instant.now());

        assertThat(read.chain()).containsExactly(other.certificate(), other.certificate());
        assertThat(read.key()).isEqualTo(other.key());
        assertThat(read.toString()).isEqualTo("CertifiedKey[CN=test]");
    }

    @Test
    void what_is_missing_or_holds_something_else_is_told() throws Exception {
        Files.writeString(certificate, Files.readString(key));
        refused("chain.pem has no certificate in PEM", "-----BEGIN CERTIFICATE-----");
        Files.writeString(certificate, Certificates.pem("CERTIFICATE", new byte[] {1, 2, 3}));
        refused("chain.pem has a certificate that cannot be read", "issued again");
        Files.writeString(certificate, "x".repeat((1 << 20) + 1));
        refused("chain.pem has more than 1 MiB", "PEM");
        Files.delete(certificate);
        refused("chain.pem does not exist", "create it");
        Files.createDirectory(certificate);
        refused("chain.pem cannot be read", "may read");
    }

    @Test
    void a_certificate_counts_from_its_first_day_to_its_last() {
        refused(Instant.now().plus(Duration.ofDays(1000)), "chain.pem expired at ", "renew it");
        refused(Instant.now().minus(Duration.ofDays(1)), "chain.pem does not count before ", "clock");
    }

    @Test
    void a_key_of_another_certificate_is_told() throws Exception {
        String own = Files.readString(certificate);
        Certificates.made("EC").put(certificate, key);
        Files.writeString(certificate, own + Files.readString(certificate));
        refused("key.pem is not the key of the first certificate in " + certificate, "stands first");
        Certificates.made("RSA").put(folder.resolve("other.pem"), key);
        refused("key.pem is not the key of the first certificate in " + certificate, "stands first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw----r--", "rw--w----", "rw-rw----", "rwxr-xr-x"})
    void a_key_that_others_reach_is_not_used(String permissions) throws Exception {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
        refused("key.pem can be read by others", "chmod 600 " + key);
    }

    @Test
    void a_key_in_another_form_is_told_with_the_command_that_converts_it() throws Exception {
        Files.writeString(key, Certificates.pem("ENCRYPTED PRIVATE KEY", new byte[40]));
        refused("key.pem is encrypted", "openssl pkcs8 -topk8 -nocrypt -in " + key);
        Files.writeString(key, Certificates.pem("EC PRIVATE KEY", new byte[40]));
        refused("key.pem is no PKCS#8", "openssl pkcs8 -topk8 -nocrypt -in " + key);
        Files.writeString(key, Certificates.pem("PRIVATE KEY", new byte[40]));
        refused("key.pem has a key that cannot be read", "RSA, EC or Ed25519");
        Files.writeString(key, Files.readString(certificate));
        refused("key.pem has no private key in PEM", "-----BEGIN PRIVATE KEY-----");
    }
}
