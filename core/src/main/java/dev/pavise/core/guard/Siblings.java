package dev.pavise.core.guard;

import dev.pavise.core.json.Escapes;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Preset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What stands beside a definition: the others in its list, and what was approved under names that look like its own.
/// Made once for a list, because whoever writes the list decides how long it is.
///
/// @param repeated the names that stand more than once
/// @param alike the names that can't be told from another one in the list, each with that other one
/// @param twins names not seen before that can't be told from an approved one, each with that one
/// @param renamed names not seen before whose definition is an approved one's but for the name
/// @param crowded whether so much has changed already that what is new waits for a person
public record Siblings(
        Set<Pin.Item> repeated,
        Map<Pin.Item, String> alike,
        Map<Pin.Item, String> twins,
        Map<Pin.Item, String> renamed,
        boolean crowded) {
    public static final Siblings NONE = new Siblings(Set.of(), Map.of(), Map.of(), Map.of(), false);

    private static final Set<String> NOBODY =
            Set.copyOf(Arrays.stream(Preset.values()).map(Preset::word).toList());

    public Siblings {
        repeated = Set.copyOf(repeated);
        alike = Map.copyOf(alike);
        twins = Map.copyOf(twins);
        renamed = Map.copyOf(renamed);
    }

    public static Siblings of(List<Definition> list, Pins pins) {
        if (list.isEmpty()) return NONE;
        var repeated = new HashSet<Pin.Item>();
        var groups = new HashMap<Pin.Item, Set<Pin.Item>>();
        var newcomers = new ArrayList<Definition>();
        for (Definition each : list) {
            Pin.Item item = each.item();
            if (!groups.computeIfAbsent(seen(item), _ -> new LinkedHashSet<>()).add(item)) repeated.add(item);
            if (pins.of(item).isEmpty()) newcomers.add(each);
        }
        var alike = new HashMap<Pin.Item, String>();
        for (Set<Pin.Item> group : groups.values()) if (group.size() > 1) compare(group, pins, alike);
        var twins = new HashMap<Pin.Item, String>();
        var renamed = new HashMap<Pin.Item, String>();
        if (!newcomers.isEmpty()) compare(newcomers, pins, twins, renamed);
        return new Siblings(repeated, alike, twins, renamed, pins.isCrowded());
    }

    /// One of a group that looks alike stays: what was approved comes before what was not, then the order of the list
    /// counts; and it is written in plain letters, or none stays. What a person approved stays besides.
    private static void compare(Set<Pin.Item> group, Pins pins, Map<Pin.Item, String> alike) {
        Pin.Item stays = null;
        for (Pin.Item each : group) {
            if (!isPlain(each.name())) continue;
            boolean before = stays != null && (isApproved(stays, pins) || !isApproved(each, pins));
            if (!before) stays = each;
        }
        for (Pin.Item each : group) {
            if (each.equals(stays) || isByPerson(each, pins)) continue;
            Pin.Item other = stays != null ? stays : another(group, each);
            alike.put(each, other.name());
        }
    }

    private static Pin.Item another(Set<Pin.Item> group, Pin.Item item) {
        return group.stream().filter(each -> !each.equals(item)).findFirst().orElse(item);
    }

    private static void compare(
            List<Definition> newcomers, Pins pins, Map<Pin.Item, String> twins, Map<Pin.Item, String> renamed) {
        var bySight = new HashMap<Pin.Item, List<Pin.Item>>();
        var byBody = new HashMap<Pin.Item, List<Pin.Item>>();
        for (Definition each : newcomers) {
            Pin.Item item = each.item();
            bySight.computeIfAbsent(seen(item), _ -> new ArrayList<>()).add(item);
            byBody.computeIfAbsent(body(item, each.pinned().text()), _ -> new ArrayList<>())
                    .add(item);
        }
        for (Pin pin : pins.all().values()) {
            Optional<Pin.Definition> approved = pin.approved();
            if (approved.isEmpty()) continue;
            Pin.Item item = pin.item();
            name(bySight.getOrDefault(seen(item), List.of()), item.name(), twins);
            name(byBody.getOrDefault(body(item, approved.get().text()), List.of()), item.name(), renamed);
        }
    }

    /// Of several names the first in the alphabet is told, so that it does not depend on the order of pins.
    private static void name(List<Pin.Item> items, String name, Map<Pin.Item, String> into) {
        for (Pin.Item each : items) into.merge(each, name, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    private static Pin.Item seen(Pin.Item item) {
        return new Pin.Item(item.kind(), Skeleton.of(item));
    }

    private static Pin.Item body(Pin.Item item, String text) {
        return new Pin.Item(item.kind(), text.replace(Escapes.quote(item.name()), "\"\""));
    }

    private static boolean isApproved(Pin.Item item, Pins pins) {
        return pins.of(item).flatMap(Pin::approved).isPresent();
    }

    private static boolean isByPerson(Pin.Item item, Pins pins) {
        return isApproved(item, pins)
                && pins.of(item).filter(pin -> !NOBODY.contains(pin.by())).isPresent();
    }

    private static boolean isPlain(String name) {
        return name.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
