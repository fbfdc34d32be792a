package dev.pavise.core.union;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A URI template (RFC 6570), as far as it takes to see whether an address may be made of it: an expression stands for
/// any characters, and a plain one, `{id}`, for none that part a path.
///
/// One that begins with an expression, `{+all}`, says nothing of its addresses, and would be anybody's: it claims none.
/// A
/// scheme is the least that it has to write.
///
/// Takes time in proportion to the lengths of both, whatever a server writes.
///
/// @param literals what stands before, between and behind the expressions; one more than there are of those
/// @param isPlain of each expression
record Template(List<String> literals, List<Boolean> isPlain) {
    Template {
        literals = List.copyOf(literals);
        isPlain = List.copyOf(isPlain);
    }

    static Template of(String template) {
        var literals = new ArrayList<String>();
        var isPlain = new ArrayList<Boolean>();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            if (close < 0) break;
            literals.add(template.substring(at, open));
            isPlain.add(close > open + 1 && Character.isLetterOrDigit(template.charAt(open + 1)));
            at = close + 1;
        }
        literals.add(template.substring(at));
        return new Template(literals, isPlain);
    }

    /// Whether an address is of whoever wrote it.
    boolean claims(String uri) {
        return literals.getFirst().indexOf(':') > 0 && matches(uri);
    }

    boolean matches(String uri) {
        var ends = new BitSet();
        if (uri.startsWith(literals.getFirst())) ends.set(literals.getFirst().length());
        for (int i = 0; i < isPlain.size() && !ends.isEmpty(); i++) {
            ends = ends(uri, ends, isPlain.get(i), literals.get(i + 1));
        }
        return ends.get(uri.length());
    }

    /// Where an expression and the literal behind it may end, by where the expression may begin.
    private static BitSet ends(String uri, BitSet begins, boolean isPlain, String literal) {
        var ends = new BitSet();
        boolean isWithin = false;
        for (int at = 0; at <= uri.length(); at++) {
            isWithin |= begins.get(at);
            if (isWithin && uri.startsWith(literal, at)) ends.set(at + literal.length());
            if (isPlain && at < uri.length() && uri.charAt(at) == '/') isWithin = false;
        }
        return ends;
    }
}
