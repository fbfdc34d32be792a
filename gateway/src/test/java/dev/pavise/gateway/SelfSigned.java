package dev.pavise.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

/// Keys and certificates that nobody has signed but themselves.
public final class SelfSigned {
    public static final char[] PASSWORD = "changeit".toCharArray();

    private SelfSigned() {}

    /// A new key and its certificate, as `a`.
    ///
    /// @param folder where they may lie
    /// @param names as keytool takes them: `dns:localhost,ip:127.0.0.1`
    public static KeyStore keys(Path folder, String names) throws Exception {
        Path file = Files.createTempDirectory(folder, "keys").resolve("keys.p12");
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=" + names)
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }
}
