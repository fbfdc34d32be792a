package dev.pavise.app.verb;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.Nearest;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.config.Home;
import dev.pavise.core.evidence.ShellLine;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.PinStore;
import dev.pavise.ledger.state.StateDatabase;
import java.util.ArrayList;
import java.util.List;

/// Servers and items as people name them on the command line.
final class PinNames {
    private PinNames() {}

    /// The store of pins, which is not made just to look into it.
    static StateDatabase opened(Home home, Given given) throws Fault {
        if (home.hasState()) return StateDatabase.in(home.state());
        throw unseen(given.operands().getFirst(), List.of());
    }

    static String server(PinStore pins, String name) throws Fault {
        List<String> servers = pins.servers();
        for (String each : servers) if (each.equals(name) || Shown.line(each).equals(name)) return each;
        throw unseen(name, servers);
    }

    private static Fault unseen(String name, List<String> servers) {
        return Fault.wrongUse(
                "pavise pins",
                "no server \"" + Shown.word(name) + "\" has been seen",
                Nearest.to(name, servers)
                        .map(near -> "did you mean " + Shown.word(near) + "?")
                        .orElse("pavise pins list names those that have been"));
    }

    /// The pins that the operands behind the server name.
    static List<Pin> chosen(String server, List<Pin> all, Given given) throws Fault {
        var chosen = new ArrayList<Pin>();
        for (String name : given.operands().subList(1, given.operands().size())) chosen.add(chosen(server, all, name));
        return chosen;
    }

    private static Pin chosen(String server, List<Pin> all, String name) throws Fault {
        var bare = new ArrayList<Pin>();
        for (Pin pin : all) {
            String item = pin.item().toString();
            if (item.equals(name) || Shown.line(item).equals(name)) return pin;
            if (pin.item().name().equals(name)) bare.add(pin);
        }
        if (bare.size() == 1) return bare.getFirst();
        var names = all.stream().map(pin -> pin.item().toString()).toList();
        throw Fault.wrongUse(
                Shown.word(server),
                bare.isEmpty()
                        ? "shows no \"" + Shown.word(name) + "\""
                        : "\"" + Shown.word(name) + "\" is more than one thing",
                bare.isEmpty()
                        ? Nearest.to(name, names)
                                .or(() -> names.stream()
                                        .filter(each -> each.endsWith("/" + name))
                                        .findFirst())
                                .map(near -> "did you mean " + Shown.word(near) + "?")
                                .orElse(ShellLine.of("pavise", "pins", "list", server) + " lists what it does")
                        : "name its kind: "
                                + String.join(
                                        ", ",
                                        bare.stream()
                                                .map(pin ->
                                                        Shown.word(pin.item().toString()))
                                                .toList()));
    }
}
