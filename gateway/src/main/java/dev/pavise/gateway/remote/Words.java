package dev.pavise.gateway.remote;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// What went wrong with a connection, in words for people.
final class Words {
    private static final int LENGTH_MAX = 200;

    private Words() {}

    static String of(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof CertificateException) return "its certificate is not trusted: " + said(each);
        }
        if (cause instanceof SSLException) return "no TLS with it: " + said(cause);
        if (cause instanceof UnknownHostException) return "its name is not reached: " + said(cause);
        if (cause instanceof ConnectException) return "it takes no connection: " + said(cause);
        if (cause instanceof TimeoutException) return "its name was not found in time";
        return said(cause);
    }

    private static String said(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.substring(0, Math.min(LENGTH_MAX, message.length())).replaceAll("[^ -~]", "?");
    }
}
