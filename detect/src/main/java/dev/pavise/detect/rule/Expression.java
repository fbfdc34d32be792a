package dev.pavise.detect.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// An expression in RE2's syntax. It is compiled when it is first held against a text, because most never are.
public final class Expression {
    private final String written;
    private volatile @Nullable Pattern pattern;

    private Expression(String written) {
        this.written = written;
    }

    /// @throws PatternSyntaxException where it is none
    public static Expression of(String written) {
        var expression = new Expression(written);
        expression.pattern = Pattern.compile(written);
        return expression;
    }

    /// One that was compiled before, when the rules were packed.
    static Expression known(String written) {
        return new Expression(written);
    }

    public Pattern pattern() {
        Pattern compiled = pattern;
        if (compiled == null) pattern = compiled = Pattern.compile(written);
        return compiled;
    }

    public String written() {
        return written;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expression expression && written.equals(expression.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    @Override
    public String toString() {
        return written;
    }
}
