package dev.pavise.core.guard.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What does not fit, in words: of the schema they quote a little, of the value nothing but names.
final class Words {
    private static final int NAME_MAX = 60;

    private Words() {}

    static Misfit of(Error error) {
        String place = pointer(error.getInstanceLocation());
        String keyword = error.getKeyword() == null ? "" : error.getKeyword();
        String property = error.getProperty();
        boolean beyond = keyword.equals("additionalProperties") || keyword.equals("unevaluatedProperties");
        if (beyond && property != null) {
            return new Misfit(place + "/" + escaped(shortened(property)), "is not among what the schema names");
        }
        return new Misfit(place, why(keyword, property, error));
    }

    private static String why(String keyword, @Nullable String property, Error error) {
        String wanted = wanted(error.getSchemaNode());
        return switch (keyword) {
            case "required" -> "lacks " + (property == null ? "a member" : shortened(property));
            case "type" -> "is " + argument(error, 0) + ", and " + wanted + " is wanted";
            case "enum", "const" -> "is none of the values that the schema names";
            case "minimum" -> "is below " + wanted;
            case "maximum" -> "is above " + wanted;
            case "exclusiveMinimum" -> "is not above " + wanted;
            case "exclusiveMaximum" -> "is not below " + wanted;
            case "multipleOf" -> "is no multiple of " + wanted;
            case "minLength" -> "has fewer than " + wanted + " characters";
            case "maxLength" -> "has more than " + wanted + " characters";
            case "minItems" -> "has fewer than " + wanted + " items";
            case "maxItems" -> "has more than " + wanted + " items";
            case "minProperties" -> "has fewer than " + wanted + " members";
            case "maxProperties" -> "has more than " + wanted + " members";
            case "pattern" -> "does not match the pattern " + wanted;
            case "uniqueItems" -> "holds one item twice";
            case "oneOf" -> "fits none or more than one of the alternatives";
            case "anyOf" -> "fits none of the alternatives";
            case "not" -> "fits what the schema excludes";
            case "false" -> "is not allowed by the schema";
            default -> "does not satisfy " + (keyword.isEmpty() ? "the schema" : keyword);
        };
    }

    /// What the schema says at that keyword, shortened.
    private static String wanted(@Nullable JsonNode node) {
        if (node == null) return "another value";
        return References.shown(node.isString() ? node.asString() : node.toString());
    }

    private static String argument(Error error, int index) {
        Object[] all = error.getArguments();
        return all == null || all.length <= index ? "of another type" : References.shown(String.valueOf(all[index]));
    }

    private static String pointer(@Nullable NodePath path) {
        var out = new StringBuilder();
        for (int i = 0; path != null && i < path.getNameCount(); i++) {
            out.append('/').append(escaped(shortened(String.valueOf(path.getElement(i)))));
        }
        return out.toString();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String shortened(String name) {
        return name.length() <= NAME_MAX ? name : name.substring(0, NAME_MAX) + "…";
    }
}
