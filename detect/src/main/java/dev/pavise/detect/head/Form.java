package dev.pavise.detect.head;

import dev.pavise.detect.engine.Hit;
import dev.pavise.detect.engine.Sentence;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// How a sentence is made, whatever its words.
enum Form {
    /// The first of its text, which says what the thing is.
    FIRST,
    SHORT,
    LONG,
    FEW_CONCEPTS,
    MANY_CONCEPTS,
    /// Begins with a word that some concept has.
    BEGINS_TOLD,
    NAMES_ARGUMENT,
    /// Something_like_this that is neither an argument nor a tool.
    NAMES_UNKNOWN,
    /// A word in backticks that is neither an argument nor a tool.
    MARKS_UNKNOWN,
    /// As of an account or a telephone.
    LONG_NUMBER,
    PATH,
    ADDRESS,
    QUOTED,
    /// Holds a member of JSON, or an argument as it is written in a call.
    CODE,
    QUESTION,
    EXCLAMATION,
    COLON,
    TAGGED,
    NUMBERED,
    ENCODED;

    private static final int SHORT_UNITS = 60;
    private static final int LONG_UNITS = 220;
    private static final int FEW = 4;
    private static final int MANY = 14;
    private static final int DIGITS_MIN = 8;

    String word() {
        return "form:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Set<Form> of(Sentence sentence, int concepts) {
        var forms = EnumSet.noneOf(Form.class);
        int units = sentence.to() - sentence.from();
        if (sentence.isFirst()) forms.add(FIRST);
        if (units < SHORT_UNITS) forms.add(SHORT);
        if (units > LONG_UNITS) forms.add(LONG);
        if (concepts <= FEW) forms.add(FEW_CONCEPTS);
        if (concepts >= MANY) forms.add(MANY_CONCEPTS);
        if (sentence.encoded()) forms.add(ENCODED);
        marks(sentence, forms);
        identifiers(sentence, forms);
        return forms;
    }

    private static void marks(Sentence sentence, Set<Form> forms) {
        String text = sentence.text();
        int start = sentence.from();
        while (start < sentence.to() && text.charAt(start) <= ' ') start++;
        for (Hit each : sentence.hits()) if (each.from() == start) forms.add(BEGINS_TOLD);
        char before = ' ';
        for (int i = start; i < sentence.to(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < sentence.to() ? text.charAt(i + 1) : ' ';
            boolean opens = "/.~".indexOf(c) >= 0 && !isPart(before) && before != '/';
            if (opens && (isPart(next) || c == '~' && next == '/')) forms.add(PATH);
            if (c == '/' && before == '/') forms.add(ADDRESS);
            if (c == '"' || c == '`') forms.add(QUOTED);
            if (c == '"' && (next == ':' || before == '=')) forms.add(CODE);
            if (c == '?') forms.add(QUESTION);
            if (c == '!') forms.add(EXCLAMATION);
            if (c == ':' && next <= ' ') forms.add(COLON);
            if (c == '<' && (isPart(next) || next == '/')) forms.add(TAGGED);
            if (c >= '0' && c <= '9') forms.add(NUMBERED);
            before = c;
        }
    }

    private static void identifiers(Sentence sentence, Set<Form> forms) {
        String text = sentence.text();
        int at = sentence.from();
        while (at < sentence.to()) {
            int end = at;
            while (end < sentence.to() && isPart(text.charAt(end))) end++;
            if (end > at) {
                String word = text.substring(at, end);
                if (sentence.names().isArgument(word)) forms.add(NAMES_ARGUMENT);
                else if (!isTold(sentence, at)) {
                    if (word.indexOf('_') > 0) forms.add(NAMES_UNKNOWN);
                    if (isMarked(text, at, end)) forms.add(MARKS_UNKNOWN);
                }
                if (digits(word) >= DIGITS_MIN) forms.add(LONG_NUMBER);
            }
            at = end + 1;
        }
    }

    private static boolean isMarked(String text, int from, int to) {
        return from > 0 && to < text.length() && text.charAt(from - 1) == '`' && text.charAt(to) == '`';
    }

    private static int digits(String word) {
        int digits = 0;
        for (int i = 0; i < word.length(); i++) if (word.charAt(i) >= '0' && word.charAt(i) <= '9') digits++;
        return digits;
    }

    private static boolean isTold(Sentence sentence, int at) {
        for (Hit each : sentence.hits()) if (each.from() <= at && each.to() > at) return true;
        return false;
    }

    private static boolean isPart(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
    }
}
