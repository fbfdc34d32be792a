package dev.pavise.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The published schema and the reader agree.
class JsonSchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JsonSchema.text(), InputFormat.JSON);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"preset\":\"observe\"}",
                "{\"servers\":{\"a\":{\"command\":\"x\",\"args\":[\"y\",8080],\"env\":{\"A\":true},\"cwd\":\"/\"}}}",
                "{\"servers\":{\"@a/b\":{\"url\":\"https://x.example/\",\"headers\":{\"X-A\":\"b\"},\"type\":\"http\"}}}",
                "{\"servers\":{\"a\":{\"command\":\"x\",\"preset\":\"strict\",\"limits\":{\"callSeconds\":1}}}}",
                "{\"limits\":{\"messageBytesMax\":1024,\"depthMax\":1000}}",
                "{\"rates\":{\"requests\":{\"perSecond\":0.5,\"burst\":1},\"concurrent\":1}}",
                "{\"ledger\":{\"payloads\":false,\"keep\":{\"days\":1,\"megabytes\":1}},\"listen\":\"127.0.0.1:1\"}",
                "{\"listen\":\"10.0.0.1:1\",\"tls\":{\"certificate\":\"/c\",\"key\":\"/k\"},\"hosts\":[\"a.example:1\"]}",
                "{\"listen\":\"10.0.0.1:1\",\"insecure\":true,\"admin\":{\"listen\":\"127.0.0.1:2\"}}",
                "{\"traces\":{\"endpoint\":\"http://127.0.0.1:4318/v1/traces\",\"headers\":{\"A\":\"b\"}}}"
            })
    void both_take_what_is_right(String text) {
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();
        assertThat(problems(text)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"presett\":\"observe\"}",
                "{\"preset\":\"loud\"}",
                "{\"servers\":{\"a\":{}}}",
                "{\"servers\":{\"a\":{\"command\":\"x\",\"url\":\"y\"}}}",
                "{\"servers\":{\"a b\":{\"command\":\"x\"}}}",
                "{\"servers\":{\"a\":{\"command\":\"x\",\"args\":\"y\"}}}",
                "{\"servers\":{\"a\":{\"command\":null}}}",
                "{\"limits\":{\"depthMax\":15}}",
                "{\"limits\":{\"depthMax\":1001}}",
                "{\"limits\":{\"depthMax\":\"64\"}}",
                "{\"rates\":{\"requests\":{\"perSecond\":0}}}",
                "{\"tls\":{\"certificate\":\"/c\"}}",
                "{\"tls\":{}}",
                "{\"insecure\":1}",
                "{\"admin\":\"127.0.0.1:1\"}",
                "{\"ledger\":{\"payloads\":\"no\"}}",
                "{\"ledger\":{\"keep\":{\"years\":1}}}"
            })
    void both_refuse_what_is_wrong(String text) {
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isNotEmpty();
        assertThat(problems(text)).isPositive();
    }

    private static int problems(String text) {
        return ConfigFile.of(Path.of("f"), text.getBytes(StandardCharsets.UTF_8))
                .problems()
                .size();
    }
}
