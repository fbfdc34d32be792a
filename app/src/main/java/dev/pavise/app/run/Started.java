package dev.pavise.app.run;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds what a command starts in the end, behind package runners, interpreters and shells.
///
/// @param folder the one that relative paths start from
/// @param deeper how many commands inside commands may still be followed
record Started(Path folder, int deeper) {
    /// Options that take the next word as their value, per program.
    private static final Set<String> NPX =
            Set.of("-p", "--package", "-c", "--call", "--cache", "--prefix", "-w", "--registry");
    private static final Set<String> UV = Set.of(
            "--from",
            "--with",
            "--with-editable",
            "--with-requirements",
            "--python",
            "-p",
            "--index",
            "--index-url",
            "--extra-index-url",
            "--directory",
            "--project",
            "--env-file",
            "--cache-dir",
            "--extra",
            "--group",
            "-i",
            "--default-index",
            "--find-links",
            "--constraints",
            "--overrides",
            "--config-file",
            "--package");
    private static final Set<String> PIPX = Set.of("--spec", "--python", "--pip-args", "--index-url", "-i");
    private static final Set<String> PYTHON = Set.of("-X", "-W", "--check-hash-based-pycs");
    private static final Set<String> NODE = Set.of(
            "-r",
            "--require",
            "--import",
            "--loader",
            "--experimental-loader",
            "--env-file",
            "-C",
            "--conditions",
            "--tsconfig",
            "--project",
            "-P",
            "--config",
            "-c",
            "--preload",
            "--cwd",
            "--import-map",
            "--cert");
    private static final Set<String> JAVA = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--add-modules",
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--patch-module",
            "--limit-modules",
            "--upgrade-module-path",
            "--source");
    private static final Set<String> CONTAINER_SWITCHES = Set.of(
            "-i",
            "-t",
            "-it",
            "-ti",
            "-d",
            "--rm",
            "--interactive",
            "--tty",
            "--detach",
            "--init",
            "--privileged",
            "--read-only",
            "--no-healthcheck",
            "--oom-kill-disable",
            "-P",
            "--publish-all",
            "--sig-proxy",
            "--quiet",
            "-q",
            "--no-hosts",
            "--replace",
            "--tls-verify",
            "--disable-content-trust");
    private static final Set<String> ENV = Set.of("-u", "--unset", "-C", "--chdir", "-S", "--split-string");

    String name(List<String> words) {
        if (words.isEmpty()) return "server";
        if (deeper == 0) return program(words.getFirst());
        List<String> rest = words.subList(1, words.size());
        String program = program(words.getFirst());
        return switch (program) {
            case "npx", "bunx", "pnpx" -> runner(rest, NPX, "-p", "--package");
            case "uvx" -> runner(rest, UV, "--from");
            case "dnx" -> runner(rest, Set.of("--source", "--version", "--framework"));
            case "npm", "pnpm", "yarn" -> behind(rest, NPX, Set.of("exec", "x", "dlx"), words, "-p", "--package");
            case "pipx" -> behind(rest, PIPX, Set.of("run"), words, "--spec");
            case "uv" -> uv(rest, words);
            case "mcp", "fastmcp" -> script(behindOptional(rest, Set.of("run", "dev")), NODE, words);
            case "bun" ->
                rest.isEmpty() || !rest.getFirst().equals("x")
                        ? script(behindOptional(rest, Set.of("run")), NODE, words)
                        : runner(rest.subList(1, rest.size()), NPX, "-p", "--package");
            case "deno" -> script(behindOptional(rest, Set.of("run")), NODE, words);
            case "node", "nodejs", "tsx", "ts-node", "ruby", "perl", "php", "lua" -> script(rest, NODE, words);
            case "java" -> java(rest, words);
            case "go" -> go(rest, words);
            case "docker", "podman", "nerdctl" -> container(rest, words);
            case "env" -> environment(rest, words);
            case "sh", "bash", "zsh", "dash", "ash" -> shell(program, rest, words);
            case "cmd" ->
                behindOptional(rest, Set.of("/c", "/C")).equals(rest)
                        ? own(words)
                        : inside(rest.subList(1, rest.size()));
            default -> program.matches("python[0-9.]*|pypy[0-9.]*|pythonw") ? python(rest, words) : own(words);
        };
    }

    /// A program that is the server itself: by its name where it is looked up, by its path where it has one.
    private String own(List<String> words) {
        String written = words.getFirst();
        return written.contains("/")
                ? ServerName.file(written, folder)
                : ServerName.bridged(ServerName.withoutVersion(program(written)), words);
    }

    private String inside(List<String> words) {
        return new Started(folder, deeper - 1).name(words);
    }

    private static String program(String written) {
        String name = written.substring(Math.max(written.lastIndexOf('/'), written.lastIndexOf('\\')) + 1);
        return name.replaceFirst("(?i)\\.(exe|cmd|bat)$", "");
    }

    /// A runner of packages: the package that an option names, else the first word.
    private String runner(List<String> rest, Set<String> valued, String... packageOptions) {
        for (String option : packageOptions) {
            int at = rest.indexOf(option);
            if (at >= 0 && at + 1 < rest.size()) return named(rest.get(at + 1), rest);
            for (String word : rest)
                if (option.startsWith("--") && word.startsWith(option + "="))
                    return named(word.substring(option.length() + 1), rest);
        }
        int at = firstOperand(rest, valued);
        return at < 0 ? "server" : named(rest.get(at), rest.subList(at, rest.size()));
    }

    private String named(String spec, List<String> arguments) {
        if (spec.startsWith(".") || spec.startsWith("/")) return ServerName.file(spec, folder);
        return ServerName.bridged(ServerName.withoutVersion(spec), arguments);
    }

    private String behind(
            List<String> rest, Set<String> valued, Set<String> verbs, List<String> words, String... packageOptions) {
        int at = firstOperand(rest, valued);
        if (at < 0 || !verbs.contains(rest.get(at))) return own(words);
        return runner(rest.subList(at + 1, rest.size()), valued, packageOptions);
    }

    private static List<String> behindOptional(List<String> rest, Set<String> verbs) {
        return !rest.isEmpty() && verbs.contains(rest.getFirst()) ? rest.subList(1, rest.size()) : rest;
    }

    private String uv(List<String> rest, List<String> words) {
        int at = firstOperand(rest, UV);
        if (at < 0) return own(words);
        List<String> behind = rest.subList(at + 1, rest.size());
        int folderOption = Math.max(rest.indexOf("--directory"), rest.indexOf("--project"));
        Path base = folderOption >= 0 && folderOption + 1 < rest.size()
                ? folder.resolve(rest.get(folderOption + 1))
                : folder;
        if (rest.get(at).equals("tool")
                && !behind.isEmpty()
                && behind.getFirst().equals("run")) return runner(behind.subList(1, behind.size()), UV, "--from");
        if (!rest.get(at).equals("run")) return own(words);
        int from = firstOperand(behind, UV);
        int module = Math.max(behind.indexOf("-m"), behind.indexOf("--module"));
        if (module >= 0 && module <= from) return python(behind, words);
        if (from < 0) return own(words);
        if (behind.get(from).endsWith(".py")) return ServerName.file(behind.get(from), base);
        return new Started(base, deeper - 1).name(behind.subList(from, behind.size()));
    }

    private String python(List<String> rest, List<String> words) {
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            boolean hasNext = i + 1 < rest.size();
            if ((word.equals("-m") || word.equals("--module")) && hasNext) return rest.get(i + 1);
            if (word.startsWith("-m") && !word.startsWith("--") && word.length() > 2) return word.substring(2);
            if (word.equals("-c")) return hasNext ? hashed("python", rest.get(i + 1)) : own(words);
            if (PYTHON.contains(word)) i++;
            else if (!word.startsWith("-")) return ServerName.file(word, folder);
        }
        return own(words);
    }

    private String script(List<String> rest, Set<String> valued, List<String> words) {
        for (int i = 0; i + 1 < rest.size(); i++)
            if (Set.of("-e", "--eval", "-p", "--print").contains(rest.get(i)))
                return hashed(program(words.getFirst()), rest.get(i + 1));
        int at = firstOperand(rest, valued);
        if (at < 0) return own(words);
        String script = rest.get(at);
        if (script.startsWith("npm:") || script.startsWith("jsr:")) return named(script, rest);
        if (script.startsWith("https://")) return ServerName.withoutVersion(script.substring("https://".length()));
        return ServerName.file(script, folder);
    }

    private String java(List<String> rest, List<String> words) {
        int jar = rest.indexOf("-jar");
        if (jar >= 0 && jar + 1 < rest.size()) return ServerName.file(rest.get(jar + 1), folder);
        for (String option : List.of("-m", "--module")) {
            int at = rest.indexOf(option);
            if (at >= 0 && at + 1 < rest.size()) return rest.get(at + 1);
        }
        int at = firstOperand(rest, JAVA);
        if (at < 0) return own(words);
        return rest.get(at).endsWith(".java") ? ServerName.file(rest.get(at), folder) : rest.get(at);
    }

    private String go(List<String> rest, List<String> words) {
        int at = firstOperand(rest, Set.of());
        if (at < 0 || !rest.get(at).equals("run")) return own(words);
        int from = firstOperand(rest.subList(at + 1, rest.size()), Set.of("-C", "-modfile", "-tags"));
        return from < 0 ? own(words) : named(rest.get(at + 1 + from), rest);
    }

    private String container(List<String> rest, List<String> words) {
        int run = rest.indexOf("run");
        if (run < 0) return own(words);
        for (int i = run + 1; i < rest.size(); i++) {
            String word = rest.get(i);
            if (!word.startsWith("-")) return ServerName.withoutTag(word);
            if (!word.contains("=") && !CONTAINER_SWITCHES.contains(word)) i++;
        }
        return own(words);
    }

    private String environment(List<String> rest, List<String> words) {
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            if (word.equals("-S") || word.equals("--split-string"))
                return i + 1 < rest.size()
                        ? inside(List.of(rest.get(i + 1).strip().split("\\s+")))
                        : own(words);
            if (ENV.contains(word)) i++;
            else if (!word.startsWith("-") && !word.contains("=")) return inside(rest.subList(i, rest.size()));
        }
        return own(words);
    }

    /// A line of a shell is the server: by its text without versions.
    private String shell(String program, List<String> rest, List<String> words) {
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            if (word.matches("-[a-z]*c") && i + 1 < rest.size()) {
                String line = rest.get(i + 1).strip();
                boolean isPlain = line.matches("(exec\\s+)?[A-Za-z0-9@%+=:,./_\\s-]+");
                return isPlain
                        ? inside(List.of(line.replaceFirst("^exec\\s+", "").split("\\s+")))
                        : hashed(program, line);
            }
            if (word.equals("-o")) i++;
            else if (!word.startsWith("-")) return ServerName.file(word, folder);
        }
        return own(words);
    }

    private static String hashed(String program, String text) {
        String steady = text.replaceAll("(@|==)v?[0-9][A-Za-z0-9.+-]*", "");
        return program + "-" + String.format(Locale.ROOT, "%08x", steady.hashCode());
    }

    private static int firstOperand(List<String> words, Set<String> valued) {
        var skip = new HashSet<>(valued);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (skip.contains(word)) i++;
            else if (word.equals("--")) return i + 1 < words.size() ? i + 1 : -1;
            else if (!word.startsWith("-")) return i;
        }
        return -1;
    }
}
