package dev.pavise.app.serve;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.config.Listening;
import dev.pavise.app.run.Stamp;
import dev.pavise.gateway.http.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/// What is shown over TLS, from files. Renewed files are taken up; those that are of no use leave what
/// was shown before.
final class TlsFiles implements Supplier<Tls> {
    private final Map<String, String> environment;
    private final InstantSource clock;
    private Seen seen;
    private Seen tried;
    private volatile Tls shown;

    /// How the files lay there.
    private record Seen(Path certificate, Path key, Stamp ofCertificate, Stamp ofKey) {
        static Seen of(Listening.Tls named, Map<String, String> environment) throws Fault {
            Path certificate = CertifiedKey.path(named.certificate(), environment);
            Path key = CertifiedKey.path(named.key(), environment);
            return new Seen(certificate, key, Stamp.of(certificate), Stamp.of(key));
        }
    }

    /// @throws Fault where the files are of no use
    TlsFiles(Listening.Tls named, Map<String, String> environment, InstantSource clock) throws Fault {
        this.environment = environment;
        this.clock = clock;
        seen = Seen.of(named, environment);
        tried = seen;
        shown = read(named);
    }

    @Override
    public Tls get() {
        return shown;
    }

    /// Takes up files that are other ones than before, once they lie there unchanged for two looks in a
    /// row: whoever renews them writes one after the other. Whether there were such.
    ///
    /// @throws Fault once, where they are of no use
    synchronized boolean look(Listening.Tls named) throws Fault {
        Seen now = Seen.of(named, environment);
        boolean isSettled = now.equals(seen);
        seen = now;
        if (!isSettled || now.equals(tried)) return false;
        tried = now;
        shown = read(named);
        return true;
    }

    private Tls read(Listening.Tls named) throws Fault {
        CertifiedKey found = CertifiedKey.read(named, environment, clock.instant());
        try {
            return Tls.of(found.chain(), found.key());
        } catch (IOException e) {
            throw Fault.lacking(
                    named.certificate().place(), "gives no TLS (" + e.getMessage() + ")", "have it issued again");
        }
    }
}
