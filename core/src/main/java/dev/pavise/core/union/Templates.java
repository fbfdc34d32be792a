package dev.pavise.core.union;

import com.google.re2j.Pattern;

/// URI templates (RFC 6570), as far as it takes to see whether an address may be made of one: an expression stands for
/// any characters, and a plain one, `{id}`, for none that part a path.
final class Templates {
    private Templates() {}

    static Pattern pattern(String template) {
        var regex = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            if (close < 0) break;
            regex.append(Pattern.quote(template.substring(at, open)));
            boolean isPlain = close > open + 1 && Character.isLetterOrDigit(template.charAt(open + 1));
            regex.append(isPlain ? "[^/]*" : "(?s:.*)");
            at = close + 1;
        }
        return Pattern.compile(
                regex.append(Pattern.quote(template.substring(at))).toString());
    }
}
