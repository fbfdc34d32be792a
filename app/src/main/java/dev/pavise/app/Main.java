package dev.pavise.app;

/// The command line's entry.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("Pavise 0.1.0");
    }
}
