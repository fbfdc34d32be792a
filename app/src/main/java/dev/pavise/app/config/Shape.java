package dev.pavise.app.config;

import java.util.List;
import java.util.stream.Stream;

/// What the value of a setting may be.
sealed interface Shape {
    /// Any text; a plain number or truth value counts as what is written.
    record Text() implements Shape {}

    /// One of these words.
    record Choice(List<String> words) implements Shape {
        public Choice {
            words = List.copyOf(words);
        }
    }

    /// A whole number within bounds, both included.
    record Whole(long least, long most) implements Shape {}

    /// A number above 0.
    record Decimal(double most) implements Shape {}

    record Truth() implements Shape {}

    record Texts(int countMax) implements Shape {}

    /// Values under names that the person chooses.
    ///
    /// @param pattern what such a name looks like (ECMA 262)
    /// @param whatIsNamed for messages: `server`
    record Named(String whatIsNamed, String pattern, int countMax, Shape value) implements Shape {}

    /// Settings under the names of their own.
    ///
    /// @param either of each of these, exactly one has to be there
    record Table(List<Setting> settings, List<List<String>> either) implements Shape {
        public Table {
            settings = List.copyOf(settings);
            either = either.stream().map(List::copyOf).toList();
        }

        static Table of(Setting... settings) {
            return new Table(List.of(settings), List.of());
        }

        Table withEither(String... names) {
            return new Table(settings, List.of(List.of(names)));
        }

        Table withAll(String... names) {
            return new Table(settings, Stream.of(names).map(List::of).toList());
        }
    }

    /// As messages say what is wanted.
    default String wanted() {
        return switch (this) {
            case Text() -> "text";
            case Choice(List<String> words) -> "one of " + String.join(", ", words);
            case Whole(long least, long most) -> "a whole number from " + least + " to " + most;
            case Decimal(double most) -> "a number above 0, at most " + plain(most);
            case Truth() -> "true or false";
            case Texts _ -> "a list of texts";
            case Named named -> "a name and settings for each " + named.whatIsNamed();
            case Table _ -> "settings, each as name: value";
        };
    }

    static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
