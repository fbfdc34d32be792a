package dev.pavise.app.run;

import dev.pavise.core.exchange.Exchange;
import dev.pavise.core.guard.Guard;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.seal.Fences;
import dev.pavise.core.seal.Seals;
import dev.pavise.core.seal.Tokens;
import dev.pavise.detect.Rules;
import dev.pavise.detect.engine.Engine;
import dev.pavise.detect.file.Apart;
import dev.pavise.detect.file.FileReader;
import dev.pavise.detect.file.Ocr;
import dev.pavise.detect.guard.Detection;
import dev.pavise.detect.guard.FileLook;
import dev.pavise.detect.rule.Rule;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/// All guards that a message is judged by.
public final class Protection {
    private Protection() {}

    /// An exchange under all of them, ready for the first message. The rules of the detectors are made ready meanwhile;
    /// what comes before they are waits for them.
    ///
    /// @param own rules of the user's
    /// @param seals close what servers give to clients that share a session
    /// @param tokens stand in for data where the policy wants that
    /// @param environment where Tesseract is looked for
    public static Exchange exchange(
            List<Rule> own, Optional<Seals> seals, Tokens tokens, Map<String, String> environment) {
        var engine = new CompletableFuture<Engine>();
        var reader = new CompletableFuture<FileReader>();
        Thread.ofPlatform().daemon().name("rules").start(() -> {
            try {
                engine.complete(Rules.engine(own));
                reader.complete(new FileReader(FileLook.BOUNDS, Apart.here(), Ocr.find(environment)));
            } catch (RuntimeException | Error broken) {
                engine.completeExceptionally(broken);
                reader.completeExceptionally(broken);
            }
        });
        var all = new ArrayList<>(Guards.ALL);
        all.add(new Detection(engine::join, Optional.of(tokens)));
        return seals.map(each -> new Exchange(all, each))
                .orElseGet(() -> new Exchange(all))
                .with(new FileLook(engine::join, reader::join))
                .with(tokens)
                .with(new Fences(random()));
    }

    private static byte[] random() {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /// What can be named in `pavise allow`: guards, families of rules, and rules.
    public static List<String> rules(List<Rule> own) {
        var names = new TreeSet<String>();
        for (Guard each : Guards.ALL) names.add(each.id());
        var rules = new ArrayList<>(Rules.pages());
        rules.addAll(own);
        for (Rule each : rules) {
            names.add(each.family());
            names.add(each.id());
        }
        return List.copyOf(names);
    }
}
