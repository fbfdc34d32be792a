package dev.pavise.detect.pii;

import static dev.pavise.core.detect.Severity.HIGH;
import static dev.pavise.core.detect.Severity.LOW;
import static dev.pavise.core.detect.Severity.MEDIUM;
import static dev.pavise.detect.pii.Digits.at;
import static dev.pavise.detect.pii.Digits.number;
import static dev.pavise.detect.pii.Recogniser.CHECKED;
import static dev.pavise.detect.pii.Recogniser.SHAPED;
import static dev.pavise.detect.pii.Recogniser.STRICT;

import java.util.List;
import java.util.Set;

/// Numbers of the United Kingdom.
final class Britain {
    private static final Set<String> NINO_UNUSED = Set.of("BG", "GB", "NK", "KN", "TN", "NT", "ZZ");

    static final List<Recogniser> ALL = List.of(
            Recogniser.of("UK_DRIVING_LICENCE", HIGH, "A####999999#####")
                    .where(Britain::isDriver, STRICT)
                    .near("driving licence", "driver number", "dvla", "licence"),
            Recogniser.of("UK_NHS", HIGH, "999 999 9999")
                    .where(Britain::isPatient, CHECKED)
                    .near("nhs", "national health", "patient", "health services"),
            Recogniser.of("UK_NINO", HIGH, "AA 99 99 99 A")
                    .where(Britain::isNino, STRICT)
                    .near("nino", "national insurance", "ni number", "insurance number"),
            Recogniser.of("UK_PASSPORT", MEDIUM, "AA9999999").near("passport", "passports", "travel document"),
            Recogniser.of(
                            "UK_POSTCODE",
                            LOW,
                            "A9 9AA",
                            "A99 9AA",
                            "AA9 9AA",
                            "AA99 9AA",
                            "A9A 9AA",
                            "AA9A 9AA",
                            "AAA 9AA")
                    .where(Britain::isPostcode, 0.25)
                    .near("postcode", "post code", "address", "street", "road"),
            Recogniser.of("UK_VEHICLE_REGISTRATION", LOW, "AA99 AAA", "A99?9? AAA", "AAA 99?9?A")
                    .where(Britain::isPlate, SHAPED)
                    .near("vehicle", "vehicles", "car", "reg", "registration", "number plate", "vrm"));

    private Britain() {}

    /// Five of the name, padded with 9; the decade, month (fifty more for women), day and year of birth; initials.
    private static boolean isDriver(String code) {
        String name = code.substring(0, 5);
        int padded = name.indexOf('9');
        String letters = padded < 0 ? name : name.substring(0, padded);
        boolean isName = letters.chars().allMatch(c -> c >= 'A')
                && name.substring(letters.length()).chars().allMatch(c -> c == '9');
        return isName && !letters.isEmpty() && Days.is(number(code, 6, 8) % 50, number(code, 8, 10));
    }

    private static boolean isPatient(String code) {
        int check = 11 - Digits.weighted(code, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return !Digits.oneDigit(code) && (check == 11 ? 0 : check) == at(code, 9);
    }

    /// HMRC's National Insurance Manual, NIM39110.
    private static boolean isNino(String code) {
        return "DFIQUV".indexOf(code.charAt(0)) < 0
                && "DFIOQUV".indexOf(code.charAt(1)) < 0
                && !NINO_UNUSED.contains(code.substring(0, 2))
                && code.charAt(8) <= 'D';
    }

    /// BS 7666 and Royal Mail's Programmers' Guide.
    private static boolean isPostcode(String code) {
        int inward = code.length() - 3;
        if (unusedInward(code.charAt(inward + 1)) || unusedInward(code.charAt(inward + 2))) return false;
        if (code.charAt(0) > '9' && code.charAt(1) > '9' && code.charAt(2) > '9') return code.startsWith("GIR0AA");
        char last = code.charAt(inward - 1);
        boolean letterLast = last > '9';
        String lasts = inward == 3 ? "ABCDEFGHJKPSTUW" : "ABEHMNPRVWXY";
        return "QVX".indexOf(code.charAt(0)) < 0
                && "IJZ".indexOf(code.charAt(1)) < 0
                && (!letterLast || lasts.indexOf(last) >= 0);
    }

    private static boolean unusedInward(char c) {
        return "CIKMOV".indexOf(c) >= 0;
    }

    /// Since 2001 the digits are the half-year; before, one letter was the year.
    private static boolean isPlate(String code) {
        if (code.charAt(1) <= '9') return "IOQUZ".indexOf(code.charAt(0)) < 0 && noneOf("IQ", code.substring(1));
        if (code.charAt(2) > '9') return "IOQUZ".indexOf(code.charAt(code.length() - 1)) < 0 && noneOf("IQ", code);
        int age = number(code, 2, 4);
        return (age >= 2 && age <= 29 || age >= 51 && age <= 79)
                && noneOf("IQ", code.substring(0, 2))
                && noneOf("IQ", code.substring(4));
    }

    private static boolean noneOf(String unused, String code) {
        return code.chars().noneMatch(c -> unused.indexOf(c) >= 0);
    }
}
