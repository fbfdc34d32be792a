package dev.pavise.core.guard.schema;

import dev.pavise.core.json.Value;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whether two JSON values say the same: members in any order, numbers by what they are worth.
public final class SameValue {
    private SameValue() {}

    public static boolean in(Value one, Value other) {
        if (one.kind() != other.kind()) return false;
        return switch (one.kind()) {
            case OBJECT -> sameMembers(one.members(), other.members());
            case ARRAY -> sameElements(one.elements(), other.elements());
            case STRING -> one.text().equals(other.text());
            case NUMBER -> one.raw().equals(other.raw()) || sameNumber(one.raw(), other.raw());
            case TRUE, FALSE, NULL -> true;
        };
    }

    private static boolean sameNumber(String one, String other) {
        return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    }

    private static boolean sameElements(List<Value> one, List<Value> other) {
        if (one.size() != other.size()) return false;
        for (int i = 0; i < one.size(); i++) {
            if (!in(one.get(i), other.get(i))) return false;
        }
        return true;
    }

    private static boolean sameMembers(List<Value.Member> one, List<Value.Member> other) {
        if (one.size() != other.size()) return false;
        Map<String, Value> byName = new HashMap<>();
        for (Value.Member each : other) byName.put(each.name().text(), each.value());
        for (Value.Member each : one) {
            Value same = byName.get(each.name().text());
            if (same == null || !in(each.value(), same)) return false;
        }
        return true;
    }
}
