package dev.pavise.launch;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Takes secrets out of text: the values of named variables, as they are and as programs commonly write them, and
/// what has the shape of a credential.
final class Redaction {
    private static final int CHARS_MIN = 8;

    /// For a variable whose name says that it is a secret.
    private static final int SECRET_CHARS_MIN = 4;

    private static final Pattern SECRET_NAME =
            Pattern.compile("key|token|secret|pass|pwd|auth|cred|cookie|private|pin$", Pattern.CASE_INSENSITIVE);

    private static final String GONE = "[redacted]";

    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\\z)");

    private static final Pattern PRIVATE_KEY_END = Pattern.compile("-----END [A-Z ]{0,40}PRIVATE KEY-----");

    /// Each repeats one class of characters only, so none can backtrack over more than its own match.
    private static final Pattern SHAPES = Pattern.compile(String.join(
            "|",
            "\\b[spr]k[-_][A-Za-z0-9_-]{16,512}",
            "\\bgh[a-z]_[A-Za-z0-9]{20,255}",
            "\\bgithub_pat_[A-Za-z0-9_]{20,255}",
            "\\bgl[a-z]{2,6}-[A-Za-z0-9_-]{16,255}",
            "\\bxox[a-z]-[A-Za-z0-9-]{10,255}",
            "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b",
            "\\bAIza[A-Za-z0-9_-]{30,64}",
            "\\bya29\\.[A-Za-z0-9_-]{16,512}",
            "\\bnpm_[A-Za-z0-9]{30,64}",
            "\\bhf_[A-Za-z0-9]{20,64}",
            "\\beyJ[A-Za-z0-9_-]{8,4096}\\.[A-Za-z0-9_-]{8,8192}(?:\\.[A-Za-z0-9_-]{0,2048})?"));

    private static final Pattern NAMED = Pattern.compile(
            "((?:password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|cookie)"
                    + "[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?)(?!\\[redacted)[^\\s\"',;&]{4,4096}",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "\\b((?:bearer|basic|digest)\\s{1,4})(?!\\[redacted)[A-Za-z0-9._~+/=-]{8,4096}", Pattern.CASE_INSENSITIVE);

    private static final Pattern USER_INFO = Pattern.compile("(://[^/\\s:@]{0,256}:)[^/\\s@]{1,256}(@)");

    private record Known(String name, String value) {}

    private final List<Known> known;
    private final int charsMax;

    Redaction(Map<String, String> environment) {
        var all = new ArrayList<Known>();
        environment.forEach((name, value) -> {
            var least = SECRET_NAME.matcher(name).find() ? SECRET_CHARS_MIN : CHARS_MIN;
            for (var form : forms(value)) if (form.length() >= least) all.add(new Known(name, form));
        });
        all.sort(Comparator.comparingInt((Known each) -> each.value().length()).reversed());
        known = List.copyOf(all);
        charsMax = known.isEmpty() ? 0 : known.getFirst().value().length();
    }

    /// More characters than any known secret has: what a cut may have left of one.
    int charsMax() {
        return charsMax;
    }

    String redact(String text) {
        var out = text;
        for (var each : known) out = out.replace(each.value(), "[redacted: " + each.name() + "]");
        out = withoutBegunSecret(out);
        out = withoutPrivateKeys(out);
        out = AUTHORIZATION.matcher(out).replaceAll("$1" + GONE);
        out = SHAPES.matcher(out).replaceAll(GONE);
        out = NAMED.matcher(out).replaceAll("$1" + GONE);
        return USER_INFO.matcher(out).replaceAll("$1" + GONE + "$2");
    }

    /// The text may end in the middle of a secret that is still being written.
    private String withoutBegunSecret(String text) {
        for (var each : known)
            for (var chars = Math.min(each.value().length() - 1, text.length()); chars >= SECRET_CHARS_MIN; chars--)
                if (text.regionMatches(text.length() - chars, each.value(), 0, chars))
                    return text.substring(0, text.length() - chars) + "[redacted: " + each.name() + "]";
        return text;
    }

    /// Also a key whose beginning is no longer there.
    private static String withoutPrivateKeys(String text) {
        var out = PRIVATE_KEY.matcher(text).replaceAll(GONE);
        var end = PRIVATE_KEY_END.matcher(out);
        var cut = 0;
        while (end.find()) cut = end.end();
        return cut == 0 ? out : GONE + out.substring(cut);
    }

    private static List<String> forms(String value) {
        var forms = new ArrayList<String>();
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        var base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        forms.add(value);
        forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
        forms.add(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
        forms.add(base64);
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        if (value.contains("\n")) value.lines().map(String::strip).forEach(forms::add);
        return forms.stream().distinct().toList();
    }
}
