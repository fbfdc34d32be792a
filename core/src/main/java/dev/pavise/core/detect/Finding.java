package dev.pavise.core.detect;

import dev.pavise.core.json.Span;

/// Something that a rule recognised in a text.
///
/// @param rule its id: `secret/aws-access-key`
/// @param confidence that it is what the rule looks for, 0 to 1, as measured on texts of both kinds
/// @param span the characters of the original text, in UTF-16 units
/// @param seen in words a person can act on; never quotes a secret
public record Finding(String rule, Severity severity, double confidence, Span span, String seen) {
    /// What presets act on.
    public enum Grade {
        /// Told in evidence, and no more.
        NOTED,
        /// A person should look.
        LIKELY,
        /// Blocked by `balanced`.
        CERTAIN;

        public static Grade of(double confidence) {
            return confidence >= CERTAIN_MIN ? CERTAIN : confidence >= LIKELY_MIN ? LIKELY : NOTED;
        }
    }

    private static final double CERTAIN_MIN = 0.8;
    private static final double LIKELY_MIN = 0.5;

    public Finding {
        if (!(confidence >= 0 && confidence <= 1)) throw new IllegalArgumentException("confidence " + confidence);
    }

    public Grade grade() {
        return Grade.of(confidence);
    }

    /// `steering` of `steering/before-others`.
    public String family() {
        int slash = rule.indexOf('/');
        return slash < 0 ? rule : rule.substring(0, slash);
    }
}
