package dev.pavise.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/// A checkout with the real launcher, and stand-ins that start at once for
/// Java and for Maven, which only copies jars and writes down its calls.
final class Checkout {
    /// The smallest product: it prints what arrives.
    private static final String PRODUCT = """
            package dev.pavise.app;
            class Main {
                public static void main(String[] args) {
                    for (String arg : args) System.out.println("<" + arg + ">");
                }
            }
            class Training { public static void main(String[] args) {} }
            """;

    /// A Java of the right version that does what the product would, and starts at once.
    private static final String JAVA = """
            #!/bin/sh
            while [ $# -gt 0 ]; do
                case $1 in
                    -XX:AOTCacheOutput=*) echo cache >"${1#*=}" ;;
                    dev.pavise.app.*) main=$1; shift; break ;;
                esac
                shift
            done
            [ "$main" = dev.pavise.app.Main ] || exit 0
            for word in "$@"; do printf '<%s>\\n' "$word"; done
            if [ "${1:-}/${2:-}" = run/wait ]; then read -r forever; fi
            """;

    private static final String JAR = """
            #!/bin/sh
            mkdir -p "${3%/*}"
            echo "from $2" >"$3"
            """;

    private static final String MVN = """
            #!/bin/sh
            echo called >>"$CALLS"
            if [ -n "${GATE:-}" ]; then echo $$ >"$GATE.pid"; read -r go <"$GATE"; fi
            mkdir -p app/target/pavise/lib
            cp "$JARS"/*.jar app/target/pavise/lib/
            """;

    private static final String VECTORSCAN = "native-0-linux-x86_64.jar";

    final Path home;
    final Path bin;
    final Path java;
    final Path calls;
    private final Path jars;
    private final List<Shell.Started> started = new ArrayList<>();

    Checkout(Path scratch) throws IOException {
        home = Files.createDirectories(scratch.resolve("a house's tree"));
        bin = Files.createDirectories(scratch.resolve("bin"));
        java = scratch.resolve("java");
        Files.createDirectories(java.resolve("bin"));
        jars = Files.createDirectories(scratch.resolve("jars"));
        calls = scratch.resolve("calls");
        var real = root();
        Files.copy(real.resolve("pavise"), home.resolve("pavise"));
        Files.createDirectory(home.resolve("scripts"));
        try (var scripts = Files.list(real.resolve("scripts"))) {
            for (Path script : (Iterable<Path>) scripts::iterator) {
                Files.copy(
                        script,
                        home.resolve("scripts").resolve(script.getFileName().toString()));
            }
        }
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        source("Main.java", PRODUCT);
        executable(bin.resolve("mvn"), MVN);
        Files.writeString(jars.resolve("pavise-app-0.jar"), "");
        Files.writeString(jars.resolve("sqlite-jdbc-0.jar"), "");
        Files.writeString(jars.resolve(VECTORSCAN), "");
        Files.writeString(jars.resolve("netty-common-0.jar"), "");
        executable(java.resolve("bin/java"), JAVA);
        executable(java.resolve("bin/javac"), JAVA);
        executable(java.resolve("bin/jar"), JAR);
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.7\"\n");
    }

    /// Puts a real JVM and a real jar into the place of the stand-ins.
    Map<String, String> realJava() throws IOException {
        compile();
        var environment = environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        return environment;
    }

    static Path root() {
        var here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("dev")) || !Files.exists(here.resolve("LICENSE"))) {
            here = here.getParent();
        }
        return here;
    }

    void source(String name, String text) throws IOException {
        var folder = Files.createDirectories(home.resolve("app/src/main/java"));
        Files.writeString(folder.resolve(name), text);
    }

    /// What a host sets, and what the stand-ins need; nothing else.
    Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("PATH", bin + ":/usr/bin:/bin");
        environment.put("HOME", home.resolveSibling("home").toString());
        environment.put("JAVA_HOME", java.toString());
        environment.put("CALLS", calls.toString());
        environment.put("JARS", jars.toString());
        return environment;
    }

    Shell.Outcome pavise(Map<String, String> environment, String... args) {
        return start(environment, args).outcome();
    }

    Shell.Outcome pavise(String... args) {
        return pavise(environment(), args);
    }

    Shell.Started start(Map<String, String> environment, String... args) {
        var command = new ArrayList<>(List.of(home.resolve("pavise").toString()));
        command.addAll(List.of(args));
        return remembered(Shell.start(Path.of("/"), environment, command));
    }

    /// Starts a line of shell in which `$0` is the launcher.
    Shell.Started startInShell(String line) {
        var command = List.of("/bin/sh", "-c", line, home.resolve("pavise").toString());
        return remembered(Shell.start(Path.of("/"), environment(), command));
    }

    private Shell.Started remembered(Shell.Started one) {
        started.add(one);
        return one;
    }

    void killAll() {
        for (var each : started) {
            each.process().descendants().forEach(ProcessHandle::destroyForcibly);
            each.process().destroyForcibly();
        }
    }

    int builds() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    Path build() throws IOException {
        var state = home.resolve(".pavise-build");
        return state.resolve(Files.readString(state.resolve("current")).strip());
    }

    static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) throw new IOException(file + " cannot be made executable");
    }

    private void compile() throws IOException {
        var classes = Files.createDirectories(jars.resolveSibling("classes"));
        var file = home.resolve("app/src/main/java/Main.java").toString();
        var complaints = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, complaints, "-d", classes.toString(), file);
        if (code != 0) throw new IOException(complaints.toString(StandardCharsets.UTF_8));
        try (var jar = new JarOutputStream(Files.newOutputStream(jars.resolve("pavise-app-0.jar")))) {
            for (String name : List.of("Main", "Training")) {
                jar.putNextEntry(new JarEntry("dev/pavise/app/" + name + ".class"));
                jar.write(Files.readAllBytes(classes.resolve("dev/pavise/app/" + name + ".class")));
            }
        }
        try (var jar = new JarOutputStream(Files.newOutputStream(jars.resolve("sqlite-jdbc-0.jar")))) {
            for (String library : List.of(
                    "Linux/x86_64/libsqlitejdbc.so",
                    "Linux/aarch64/libsqlitejdbc.so",
                    "Mac/x86_64/libsqlitejdbc.dylib",
                    "Mac/aarch64/libsqlitejdbc.dylib")) {
                jar.putNextEntry(new JarEntry("org/sqlite/native/" + library));
                jar.write(library.getBytes(StandardCharsets.UTF_8));
            }
        }
        try (var jar = new JarOutputStream(Files.newOutputStream(jars.resolve(VECTORSCAN)))) {
            jar.putNextEntry(new JarEntry("com/gliwka/hyperscan/jni/linux-x86_64/libhs.so"));
        }
    }
}
