package dev.pavise.core.guard.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.dialect.DialectId;
import com.networknt.schema.keyword.AnnotationKeyword;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.resource.SchemaLoader;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One schema, ready to judge values. Fetches nothing, from nowhere; its work is counted and has an end.
///
/// This class alone knows the validator's library, which is loaded with the first schema that is needed.
final class Validator {
    private static final int MISFITS_MAX = 5;
    private static final long STEPS_LEAST = 200_000;
    private static final long STEPS_MOST = 10_000_000;
    private static final int STEPS_A_BYTE = 16;
    private static final int PATTERN_STEPS_A_BYTE = 16;
    private static final long PATTERN_STEPS_LEAST = 5_000_000;
    private static final int DEPTH_MAX = 500;
    /// Equal items are sought by hash, and whoever writes the items may choose their hashes.
    private static final int UNIQUE_ITEMS_MAX = 5_000;

    private static final ScopedValue<Steps> PATTERN_STEPS = ScopedValue.newInstance();

    private static final SchemaLocation BASE = SchemaLocation.of(References.UNNAMED.toString());
    /// Of each keyword that has a meaning in 2020-12; the library leaves out those of vocabularies that are not named.
    private static final Map<String, Boolean> VOCABULARIES = Stream.of(
                    "core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content")
            .collect(Collectors.toMap(each -> "https://json-schema.org/draft/2020-12/vocab/" + each, _ -> true));

    private static final SchemaRegistry DRAFT_2020_12 = registry(dialect(
            DialectId.DRAFT_2020_12, SpecificationVersion.DRAFT_2020_12, List.of(), List.of("definitions", "id")));
    private static final SchemaRegistry DRAFT_07 = registry(dialect(
            DialectId.DRAFT_7,
            SpecificationVersion.DRAFT_7,
            List.of("title", "description", "default", "examples"),
            List.of("$schema", "$id", "definitions", "$comment", "then", "else", "additionalItems", "id")));

    private final Schema schema;
    private final boolean wantsUnique;

    private Validator(Schema schema, boolean wantsUnique) {
        this.schema = schema;
        this.wantsUnique = wantsUnique;
    }

    /// @throws SchemaException and others where the library can't use the schema
    static Validator of(Value schema) {
        SchemaRegistry registry = switch (Dialect.of(schema).orElse(Dialect.DRAFT_2020_12)) {
            case DRAFT_2020_12 -> DRAFT_2020_12;
            case DRAFT_07 -> DRAFT_07;
        };
        Schema made = registry.getSchema(BASE, Nodes.of(schema, Set.of("$schema")));
        return new Validator(made, names(schema, "uniqueItems"));
    }

    /// As the library has it, without formats: they are notes here, and to load them takes longer than all else.
    private static com.networknt.schema.dialect.Dialect dialect(
            String id, SpecificationVersion version, List<String> notes, List<String> silent) {
        var more = new ArrayList<com.networknt.schema.keyword.Keyword>();
        for (String each : notes) more.add(new AnnotationKeyword(each));
        for (String each : silent) more.add(new NonValidationKeyword(each));
        return com.networknt.schema.dialect.Dialect.builder(id)
                .specificationVersion(version)
                .idKeyword("$id")
                .vocabularies(version == SpecificationVersion.DRAFT_2020_12 ? VOCABULARIES : Map.of())
                .keywords(KeywordType.getKeywords(version))
                .keywords(more)
                .build();
    }

    private static SchemaRegistry registry(com.networknt.schema.dialect.Dialect dialect) {
        var config = SchemaRegistryConfig.builder()
                .locale(Locale.ROOT)
                .formatAssertionsEnabled(false)
                .regularExpressionFactory(Validator::pattern)
                .schemaIdValidator((_, _, _, _, _) -> true)
                .build();
        return SchemaRegistry.withDialect(
                dialect,
                builder -> builder.schemaRegistryConfig(config)
                        .schemaLoader(SchemaLoader.builder().allow(_ -> false).build()));
    }

    /// Failures leave as the library's own, because it writes others to a log, with the pattern.
    private static RegularExpression pattern(String text) {
        try {
            var pattern = Pattern.of(text);
            return subject -> {
                try {
                    return pattern.finds(subject, PATTERN_STEPS.get());
                } catch (Steps.Spent spent) {
                    throw new SchemaException(spent);
                }
            };
        } catch (RegexFault fault) {
            throw new SchemaException("a pattern is no regular expression of ECMA-262: " + fault.why());
        }
    }

    private static boolean names(Value value, String name) {
        Json json = value.json();
        for (int entry = value.entry(); entry < json.end(value.entry()); entry++) {
            if (json.isName(entry) && new Value(json, entry).is(name)) return true;
        }
        return false;
    }

    /// @param value null for an empty object
    Outcome check(@Nullable Value value) {
        int bytes = value == null ? 2 : value.bytes();
        if (wantsUnique && value != null && longestArray(value) > UNIQUE_ITEMS_MAX) {
            return new Outcome.Unchecked("an array has more than " + UNIQUE_ITEMS_MAX + " items that have to differ");
        }
        var patternSteps = new Steps(PATTERN_STEPS_LEAST + (long) PATTERN_STEPS_A_BYTE * bytes);
        JsonNode node = value == null ? Nodes.empty() : Nodes.of(value);
        try {
            return ScopedValue.where(PATTERN_STEPS, patternSteps).call(() -> run(node, bytes));
        } catch (ValidationLimitExceededException limit) {
            return new Outcome.Unchecked("checking it takes too many steps");
        } catch (RuntimeException | StackOverflowError broken) {
            boolean spent = broken.getCause() instanceof Steps.Spent;
            return new Outcome.Unchecked(
                    spent
                            ? "matching its patterns takes too many steps"
                            : "the validator failed: " + broken.getClass().getSimpleName());
        }
    }

    private Outcome run(JsonNode node, int bytes) {
        long steps = Math.min(STEPS_MOST, STEPS_LEAST + (long) STEPS_A_BYTE * bytes);
        var context = schema.createExecutionContext();
        context.setExecutionConfig(ExecutionConfig.builder()
                .locale(Locale.ROOT)
                .formatAssertionsEnabled(false)
                .maxEvaluationSteps(steps)
                .maxEvaluationDepth(DEPTH_MAX)
                .build());
        schema.validate(context, node);
        return outcome(context);
    }

    private static Outcome outcome(ExecutionContext context) {
        List<Error> errors = context.getErrors();
        if (errors.isEmpty()) return new Outcome.Fits();
        var some = new LinkedHashSet<Misfit>();
        int read = 0;
        while (read < errors.size() && some.size() < MISFITS_MAX) some.add(Words.of(errors.get(read++)));
        return new Outcome.Misfits(new ArrayList<>(some), errors.size() - read);
    }

    private static int longestArray(Value value) {
        Json json = value.json();
        int longest = 0;
        for (int entry = value.entry(); entry < json.end(value.entry()); entry++) {
            if (json.kind(entry) != Json.Kind.ARRAY) continue;
            int length = 0;
            for (int each = entry + 1; each < json.end(entry); each = json.end(each)) length++;
            longest = Math.max(longest, length);
        }
        return longest;
    }
}
