package dev.pavise.app.config;

import dev.pavise.app.cli.JsonLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON Schema of a configuration file, for editors, made from its definition.
public final class JsonSchema {
    private JsonSchema() {}

    /// Indented by two, with a line feed at its end.
    public static String text() {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Pavise's configuration");
        schema.putAll(of(Settings.FILE));
        return pretty(schema, "") + "\n";
    }

    private static Map<String, Object> of(Shape shape) {
        var schema = new LinkedHashMap<String, Object>();
        switch (shape) {
            case Shape.Text _ -> schema.put("type", List.of("string", "number", "boolean"));
            case Shape.Choice(List<String> words) -> schema.put("enum", words);
            case Shape.Whole(long least, long most) -> {
                schema.put("type", "integer");
                schema.put("minimum", least);
                schema.put("maximum", most);
            }
            case Shape.Decimal(double most) -> {
                schema.put("type", "number");
                schema.put("exclusiveMinimum", 0);
                schema.put("maximum", number(most));
            }
            case Shape.Truth _ -> schema.put("type", "boolean");
            case Shape.Texts(int countMax) -> {
                schema.put("type", "array");
                schema.put("items", of(new Shape.Text()));
                schema.put("maxItems", countMax);
            }
            case Shape.Named named -> {
                schema.put("type", "object");
                schema.put("propertyNames", Map.of("pattern", named.pattern()));
                schema.put("maxProperties", named.countMax());
                schema.put("additionalProperties", of(named.value()));
            }
            case Shape.Table table -> table(table, schema);
        }
        return schema;
    }

    private static void table(Shape.Table table, Map<String, Object> schema) {
        var properties = new LinkedHashMap<String, Object>();
        for (Setting setting : table.settings()) {
            Map<String, Object> one = of(setting.shape());
            one.put("description", setting.says());
            Object unset = setting.unset();
            if (unset != null) one.put("default", unset instanceof Double decimal ? number(decimal) : unset);
            properties.put(setting.name(), one);
        }
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        var required = new ArrayList<String>();
        for (List<String> either : table.either()) {
            if (either.size() == 1) required.addAll(either);
            else
                schema.put(
                        "oneOf",
                        either.stream()
                                .map(name -> Map.of("required", List.of(name)))
                                .toList());
        }
        if (!required.isEmpty()) schema.put("required", required);
    }

    private static Number number(double value) {
        if (value == Math.rint(value)) return (long) value;
        return value;
    }

    private static String pretty(Object value, String indent) {
        String deeper = indent + "  ";
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            var lines = new ArrayList<String>();
            map.forEach((name, member) -> lines.add(deeper + JsonLine.of(name) + ": " + pretty(member, deeper)));
            return "{\n" + String.join(",\n", lines) + "\n" + indent + "}";
        }
        if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
            var lines = new ArrayList<String>();
            for (Object element : list) lines.add(deeper + pretty(element, deeper));
            return "[\n" + String.join(",\n", lines) + "\n" + indent + "]";
        }
        return value instanceof List<?> list ? JsonLine.of(list).replace(",", ", ") : JsonLine.of(value);
    }
}
