package dev.pavise.detect.file.apart;

/// What a process of its own is started for.
public enum Task {
    PICTURE("reading the pixels"),
    PDF("reading the PDF");

    private final String what;

    Task(String what) {
        this.what = what;
    }

    public String what() {
        return what;
    }
}
