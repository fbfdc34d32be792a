package dev.pavise.launch;

import java.util.List;

/// All sandboxes, the strongest first. The first one that works on this system is taken.
final class Sandboxes {
    static final List<Sandbox> ALL = List.of(new PidNamespace(false), new PidNamespace(true), new Guarded());

    private Sandboxes() {}
}
