package dev.pavise.bench.learn;

import dev.pavise.detect.head.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Trains the learned head. The first argument is the checkout, whose weights are written; with a
/// second, a folder of labelled collections, the tables of what is found in them are printed instead.
public final class Main {
    private static final String WEIGHTS = "detect/src/main/resources/dev/pavise/detect/head.txt";

    private Main() {}

    public static void main(String[] args) throws IOException {
        var reader = new Example.Reader();
        var training = new Training(reader);
        List<Example> examples = training.generated(Training.LISTS, _ -> true);
        List<Example> held = training.held(Training.LISTS, _ -> true);
        String weights = training.weights(Training.points(examples), held);
        if (args.length == 1) {
            Files.writeString(Path.of(args[0]).resolve(WEIGHTS), weights);
        } else {
            var corpora = Corpora.read(Path.of(args[1]), reader);
            Head head = Head.read(training.features(), weights);
            System.out.print(new Measure(training, examples, held, corpora).tables(head));
        }
    }
}
