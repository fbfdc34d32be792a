package dev.pavise.core.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Set;

/// One spelling for all texts that say the same: members sorted as in RFC 8785, strings in their shortest form,
/// no space. Numbers stay as written, because RFC 8785 would round those beyond 2^53.
public final class Canonical {
    private static final Comparator<Value.Member> BY_NAME =
            Comparator.comparing(m -> m.name().text());

    private Canonical() {}

    public static String of(Value value) {
        return of(value, Set.of());
    }

    /// The same without some members.
    ///
    /// @param without names of members that are left out wherever they stand
    public static String of(Value value, Set<String> without) {
        var out = new StringBuilder(value.bytes());
        write(value, without, out);
        return out.toString();
    }

    private static void write(Value value, Set<String> without, StringBuilder out) {
        switch (value.kind()) {
            case OBJECT -> {
                var members = new ArrayList<>(value.members());
                members.sort(BY_NAME);
                char before = '{';
                for (Value.Member member : members) {
                    if (without.contains(member.name().text())) continue;
                    Escapes.quote(member.name().text(), out.append(before));
                    write(member.value(), without, out.append(':'));
                    before = ',';
                }
                if (before == '{') out.append('{');
                out.append('}');
            }
            case ARRAY -> {
                char before = '[';
                for (Value element : value.elements()) {
                    write(element, without, out.append(before));
                    before = ',';
                }
                if (before == '[') out.append('[');
                out.append(']');
            }
            case STRING -> Escapes.quote(value.text(), out);
            case NUMBER, TRUE, FALSE, NULL -> out.append(value.raw());
        }
    }
}
