package dev.pavise.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassingIdTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"jsonrpc":"2.0","id":7,"result":{}}                        | 7
            {"result":{"id":8,"a":["id",{"id":9}]},"id" : "x"}          | "x"
            {"result":"a \\"id\\":3, \\\\","jsonrpc":"2.0","id":7}         | 7
            {"a":{"id":1},"b":"id","id":-2,"c":"{[\\""}                  | -2
            {"id":7,"result":{},"id":8}                                 | none
            {"id":null,"result":{}}                                     | none
            {"id":1.5,"result":{}}                                      | none
            {"id":{"id":1},"result":{}}                                 | none
            {"result":{"id":1}}                                         | none
            {"ids":1,"result":{}}                                       | none
            {"id                                                        | none
            """)
    void the_id_is_what_stands_alone_at_the_top_level(String message, String id) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            var passing = new PassingId();
            passing.pass(bytes, 0, cut);
            passing.pass(bytes, cut, bytes.length);
            assertThat(passing.found().map(Id::json)).isEqualTo(Optional.of(id).filter(each -> !each.equals("none")));
        }
    }

    @ParameterizedTest
    @CsvSource({"511, true", "600, false"})
    void a_text_longer_than_ids_are_is_none(int letters, boolean found) {
        byte[] bytes = ("{\"id\":\"" + "a".repeat(letters) + "\"}").getBytes(StandardCharsets.UTF_8);
        var passing = new PassingId();
        passing.pass(bytes, 0, bytes.length);
        assertThat(passing.found().isPresent()).isEqualTo(found);
    }
}
