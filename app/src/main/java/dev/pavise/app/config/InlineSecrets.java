package dev.pavise.app.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells secrets that were written down from other text. It would rather miss one than be wrong: a name has to end in
/// a word for secrets and its value must look like nothing else, or the value has the shape of a known credential.
final class InlineSecrets {
    private static final Pattern NAME = Pattern.compile(
            "(^|[_.-])(token|secret|password|passwd|passphrase|api_?-?key|apikey|access_?-?key|secret_?-?key"
                    + "|private_?-?key|client_?-?secret|credentials?|authorization|cookie)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CAMEL =
            Pattern.compile("[a-z0-9](Token|Secret|Password|Passphrase|ApiKey|AccessKey|PrivateKey|Credentials?)$");

    private static final Pattern HARMLESS = Pattern.compile(
            "\\s*|true|false|yes|no|none|null|[0-9]{1,7}|(\\./|/|~/).*|[A-Za-z][A-Za-z0-9+.-]*://[^@]*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SHAPE = Pattern.compile(String.join(
            "|",
            "\\b[spr]k[-_](live|test|proj|ant|or)?[-_]?[A-Za-z0-9_-]{20,512}",
            "\\bgh[pousr]_[A-Za-z0-9]{30,255}",
            "\\bgithub_pat_[A-Za-z0-9_]{30,255}",
            "\\bglpat-[A-Za-z0-9_-]{20,255}",
            "\\bxox[abeoprs]-[A-Za-z0-9-]{10,255}",
            "\\b(AKIA|ASIA)[A-Z0-9]{16}\\b",
            "\\bAIza[A-Za-z0-9_-]{35}\\b",
            "\\bya29\\.[A-Za-z0-9_-]{20,512}",
            "\\bnpm_[A-Za-z0-9]{36}\\b",
            "\\bhf_[A-Za-z0-9]{30,64}\\b",
            "\\beyJ[A-Za-z0-9_-]{10,4096}\\.eyJ[A-Za-z0-9_-]{10,8192}\\.[A-Za-z0-9_-]{10,2048}",
            "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----"));

    private static final Pattern BEARER =
            Pattern.compile("(bearer|basic|token|apikey)\\s+\\S{8,}", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_INFO = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/\\s:@]*:[^/\\s@]+@.*");
    private static final Pattern OPTION = Pattern.compile("--?([A-Za-z][A-Za-z0-9_-]{0,63})=(.+)", Pattern.DOTALL);

    private InlineSecrets() {}

    /// What in a value under this name looks like a secret, in words for people; empty where nothing does.
    static Optional<String> in(String name, String value) {
        if (SHAPE.matcher(value).find()) return Optional.of("it has the shape of a credential");
        if (USER_INFO.matcher(value).matches()) return Optional.of("the address holds a password");
        if (isSecretName(name) && !HARMLESS.matcher(value).matches())
            return Optional.of("its name says that it is a secret");
        if (BEARER.matcher(value).matches()) return Optional.of("it authorises whoever has it");
        return Optional.empty();
    }

    /// The same for the arguments of a program, where the name may stand before the value. The index of the first.
    static int inArguments(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            var option = OPTION.matcher(argument);
            if (option.matches() && in(option.group(1), option.group(2)).isPresent()) return i;
            String before = i > 0 && arguments.get(i - 1).matches("--?[A-Za-z][A-Za-z0-9_-]{0,63}")
                    ? arguments.get(i - 1).replaceFirst("--?", "")
                    : "";
            if (!argument.startsWith("-") && in(before, argument).isPresent()) return i;
        }
        return -1;
    }

    private static boolean isSecretName(String name) {
        return NAME.matcher(name).find() || CAMEL.matcher(name).find();
    }
}
