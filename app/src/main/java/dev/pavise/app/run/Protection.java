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
    public static List<Guard> guards() {
        var engine = new CompletableFuture<Engine>();
        Thread.ofPlatform().daemon().name("rules").start(() -> {
            try {
                engine.complete(Rules.engine());
            } catch (RuntimeException | Error broken) {
                engine.completeExceptionally(broken);
            }
        });
        var all = new ArrayList<>(Guards.ALL);
        all.add(new Detection(engine::join));
        return all;
    }

    /// What can be named in `pavise allow`: guards, families of rules, and rules.
    public static List<String> rules() {
        var names = new TreeSet<String>();
        for (Guard each : Guards.ALL) names.add(each.id());
        for (Rule each : Rules.all()) {
            names.add(each.family());
            names.add(each.id());
        }
        return List.copyOf(names);
    }
}
