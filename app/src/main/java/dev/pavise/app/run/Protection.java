package dev.pavise.app.run;

import dev.pavise.core.guard.Guard;
import dev.pavise.core.guard.Guards;
import dev.pavise.detect.Rules;
import dev.pavise.detect.engine.Engine;
import dev.pavise.detect.guard.Detection;
import dev.pavise.detect.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/// All guards that a message is judged by.
public final class Protection {
    private Protection() {}

    /// The guards, ready for the first message. The rules of the detectors are made ready meanwhile; what comes before
    /// they are waits for them.
    ///
    /// @param own rules of the user's
    public static List<Guard> guards(List<Rule> own) {
        var engine = new CompletableFuture<Engine>();
        Thread.ofPlatform().daemon().name("rules").start(() -> {
            try {
                engine.complete(Rules.engine(own));
            } catch (RuntimeException | Error broken) {
                engine.completeExceptionally(broken);
            }
        });
        var all = new ArrayList<>(Guards.ALL);
        all.add(new Detection(engine::join));
        return all;
    }

    /// What can be named in `pavise allow`: guards, families of rules, and rules.
    public static List<String> rules(List<Rule> own) {
        var names = new TreeSet<String>();
        for (Guard each : Guards.ALL) names.add(each.id());
        var rules = new ArrayList<>(Rules.all());
        rules.addAll(own);
        for (Rule each : rules) {
            names.add(each.family());
            names.add(each.id());
        }
        return List.copyOf(names);
    }
}
