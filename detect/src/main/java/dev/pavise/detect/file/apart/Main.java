package dev.pavise.detect.file.apart;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;

/// The process of its own.
final class Main {
    private static final int OVER_TIME = 4;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Task task = Task.valueOf(arguments[0]);
        endAfter(Duration.ofSeconds(Integer.parseInt(arguments[1])));
        var out = new Items(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
        // What libraries print is no item.
        System.setOut(System.err);
        byte[] file = System.in.readAllBytes();
        long pixelsMax = Long.parseLong(arguments[2]);
        int picturesMax = Integer.parseInt(arguments[3]);
        int pagesMax = Integer.parseInt(arguments[4]);
        try {
            switch (task) {
                case PICTURE -> new Raster(out, pixelsMax).file(file);
                case PDF -> new Pdf(out, new Raster(out, pixelsMax), picturesMax, pagesMax).read(file);
            }
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            // Whatever a decoder throws is the file's fault; its message may quote the file.
            out.missed(
                    task.what() + ": its reader gave up (" + broken.getClass().getSimpleName() + ")");
        }
        System.exit(0);
    }

    /// Also where nobody is left to end it.
    private static void endAfter(Duration most) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(most);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(OVER_TIME);
        });
    }
}
