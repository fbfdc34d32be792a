package dev.pavise.launch;

import java.util.Map;
import java.util.Set;

/// What a server is told of Pavise's own environment: a fixed list of names, and what its entry names. Nothing else.
final class Environment {
    private static final Set<String> INHERITED = Set.of(
            "HOME",
            "LOGNAME",
            "PATH",
            "SHELL",
            "TERM",
            "USER",
            "TMPDIR",
            "TZ",
            "LANG",
            "LC_ALL",
            "LC_ADDRESS",
            "LC_COLLATE",
            "LC_CTYPE",
            "LC_IDENTIFICATION",
            "LC_MEASUREMENT",
            "LC_MESSAGES",
            "LC_MONETARY",
            "LC_NAME",
            "LC_NUMERIC",
            "LC_PAPER",
            "LC_TELEPHONE",
            "LC_TIME");

    /// Where programs are looked for if nobody says.
    static final String PATH_DEFAULT = "/usr/local/bin:/usr/bin:/bin";

    private Environment() {}

    static boolean isInherited(String name) {
        return INHERITED.contains(name);
    }

    /// Changes an environment in place: what stays is kept as it was, byte for byte, also where it is no UTF-8.
    static void restrict(Map<String, String> environment, Map<String, String> named) {
        environment.keySet().removeIf(name -> !isInherited(name));
        environment.putAll(named);
        environment.putIfAbsent("PATH", PATH_DEFAULT);
    }
}
