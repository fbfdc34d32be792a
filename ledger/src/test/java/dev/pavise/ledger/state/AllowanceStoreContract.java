package dev.pavise.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.policy.Allowance;
import dev.pavise.core.policy.AllowanceStore;
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
        assertThat(store.revoke("hidden-text", "files", "read_file")).isTrue();
        assertThat(store.all()).containsExactly(allowance("*", Duration.ofDays(7)));
        assertThat(store.revoke("hidden-text", "files", "read_file")).isFalse();
        assertThat(store.revoke("hidden-text", "other", "*")).isFalse();
    }

    @Test
    default void a_second_one_for_the_same_takes_the_place_of_the_first(@TempDir Path state) {
        var store = open(state);
        store.add(allowance("read_file", Duration.ofDays(7)));
        store.add(allowance("read_file", Duration.ofDays(1)));
        assertThat(store.all()).containsExactly(allowance("read_file", Duration.ofDays(1)));
    }

    @Test
    default void the_version_grows_only_when_something_changes(@TempDir Path state) {
        var session = open(state);
        var person = open(state);
        long before = session.version();
        person.add(allowance("read_file", Duration.ofDays(7)));
        long added = PinStoreContract.versionBehind(before, session::version);
        person.revoke("hidden-text", "files", "nothing");
        assertThat(session.version()).isEqualTo(added);
        person.revoke("hidden-text", "files", "read_file");
        PinStoreContract.versionBehind(added, session::version);
    }
}
