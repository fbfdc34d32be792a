package dev.pavise.detect.wallet;

import dev.pavise.core.detect.Detector;
import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Passage;
import dev.pavise.core.detect.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What in a text belongs to a wallet. An address by itself is noted, and no more: people exchange them.
public final class Wallets implements Detector {
    private static final Comparator<Finding> IN_ORDER =
            Comparator.comparing(Finding::span).thenComparing(Finding::rule);

    @Override
    public String id() {
        return "wallet";
    }

    @Override
    public List<Finding> look(Passage passage) {
        String text = passage.text();
        Runs runs = Runs.of(text);
        List<Finding> found = new ArrayList<>(Mnemonics.in(text, runs));
        found.addAll(Keys.in(text, runs.runs()));
        List<Address> addresses = runs.addresses();
        for (Address address : addresses) found.add(noted(address));
        if (addresses.size() > 1)
            found.addAll(Lookalikes.among(List.of(addresses)).getFirst());
        found.sort(IN_ORDER);
        return found;
    }

    private static Finding noted(Address address) {
        String checked = address.proven() ? ", checksum right" : "";
        String words = "an address of " + address.kind().word() + checked;
        return new Finding("wallet/address", Severity.LOW, address.proven() ? 0.4 : 0.3, address.span(), words);
    }
}
