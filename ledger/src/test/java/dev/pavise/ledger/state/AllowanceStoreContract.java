package dev.pavise.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.policy.Allowance;
import dev.pavise.core.policy.AllowanceStore;
import dev.pavise.core.policy.Argument;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every store of allowances must do. `open` may be called several times for one state, as several processes
/// would.
interface AllowanceStoreContract {
    Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    AllowanceStore open(Path state);

    static Allowance allowance(String subject, Duration length) {
        return new Allowance("hidden-text", "files", subject, NOON.plus(length), "ana", "the vendor knows", NOON);
    }

    @Test
    default void an_allowance_reads_back_the_same_for_everybody(@TempDir Path state) {
        var given = allowance("read_file", Duration.ofDays(7));
        open(state).add(given);
        assertThat(open(state).all()).containsExactly(given);
    }

    @Test
    default void an_expired_one_stays_until_it_is_revoked(@TempDir Path state) {
        var store = open(state);
        store.add(allowance("read_file", Duration.ofDays(-7)));
        store.add(allowance("*", Duration.ofDays(7)));
        assertThat(store.all()).hasSize(2);
        assertThat(store.revoke("hidden-text", "files", "read_file", Argument.ALL))
                .isTrue();
        assertThat(store.all()).containsExactly(allowance("*", Duration.ofDays(7)));
        assertThat(store.revoke("hidden-text", "files", "read_file", Argument.ALL))
                .isFalse();
        assertThat(store.revoke("hidden-text", "other", "*", Argument.ALL)).isFalse();
    }

    @Test
    default void a_second_one_for_the_same_takes_the_place_of_the_first(@TempDir Path state) {
        var store = open(state);
        store.add(allowance("read_file", Duration.ofDays(7)));
        store.add(allowance("read_file", Duration.ofDays(1)));
        assertThat(store.all()).containsExactly(allowance("read_file", Duration.ofDays(1)));
    }

    @Test
    default void those_for_two_arguments_of_one_tool_stand_beside_each_other(@TempDir Path state) {
        var store = open(state);
        var all = allowance("read_file", Duration.ofDays(7));
        var query = new Allowance(
                "secret", "files", "read_file", new Argument("query"), all.until(), "ana", "test keys", NOON);
        var path = new Allowance(
                "secret", "files", "read_file", new Argument("/path"), all.until(), "ana", "test keys", NOON);
        store.add(query);
        store.add(path);
        assertThat(open(state).all()).containsExactlyInAnyOrder(query, path);
        assertThat(store.revoke("secret", "files", "read_file", Argument.ALL)).isFalse();
        assertThat(store.revoke("secret", "files", "read_file", query.argument()))
                .isTrue();
        assertThat(store.all()).containsExactly(path);
    }

    @Test
    default void the_version_grows_only_when_something_changes(@TempDir Path state) {
        var session = open(state);
        var person = open(state);
        long before = session.version();
        person.add(allowance("read_file", Duration.ofDays(7)));
        long added = PinStoreContract.versionBehind(before, session::version);
        person.revoke("hidden-text", "files", "nothing", Argument.ALL);
        assertThat(session.version()).isEqualTo(added);
        person.revoke("hidden-text", "files", "read_file", Argument.ALL);
        PinStoreContract.versionBehind(added, session::version);
    }
}
