package dev.pavise.app.cli;

/// What this program is.
public final class Product {
    public static final String VERSION = "0.1.0";
    public static final String TITLE = "Pavise " + VERSION;

    private Product() {}
}
