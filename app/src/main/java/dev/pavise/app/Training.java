package dev.pavise.app;

/// The run from which the AOT cache is made: it does once what real starts do, so that they find its classes loaded.
public final class Training {
    private Training() {}

    public static void main(String[] args) {
        Main.main(new String[] {"--version"});
    }
}
