package dev.pavise.detect.pii;

import static dev.pavise.core.detect.Severity.HIGH;
import static dev.pavise.core.detect.Severity.LOW;
import static dev.pavise.core.detect.Severity.MEDIUM;
import static dev.pavise.detect.pii.Recogniser.ODD;
import static dev.pavise.detect.pii.Recogniser.SHAPED;
import static dev.pavise.detect.pii.Recogniser.STRICT;

import java.util.List;
import java.util.Set;

/// Numbers of India.
final class India {
    private static final Set<String> STATES = Set.of(
            "AN", "AP", "AR", "AS", "BR", "CG", "CH", "DD", "DL", "DN", "GA", "GJ", "HP", "HR", "JH", "JK", "KA", "KL",
            "LA", "LD", "MH", "ML", "MN", "MP", "MZ", "NL", "OD", "OR", "PB", "PY", "RJ", "SK", "TG", "TN", "TR", "TS",
            "UK", "UP", "UT", "WB");

    static final List<Recogniser> ALL = List.of(
            Recogniser.of("IN_AADHAAR", HIGH, "9999 9999 9999", "9999:9999:9999")
                    .where(India::isAadhaar, 0.45)
                    .near("aadhaar", "aadhar", "uidai", "आधार"),
            Recogniser.of("IN_GSTIN", LOW, "99AAAAA9999A###")
                    .where(India::isGstin, STRICT)
                    .near("gstin", "gstins", "gst"),
            Recogniser.of("IN_PAN", HIGH, "AAAAA9999A")
                    .where(_ -> true, ODD)
                    .provenBy(code -> "ABCEFGHJKLPT".indexOf(code.charAt(3)) >= 0, 0.45)
                    .near("pan", "permanent account", "income tax", "pan card"),
            Recogniser.of("IN_PASSPORT", MEDIUM, "A9999999")
                    .where(India::isPassport, SHAPED)
                    .near("passport", "indian passport"),
            Recogniser.of("IN_VEHICLE_REGISTRATION", LOW, "AA 99? AA?A? 9999")
                    .where(code -> STATES.contains(code.substring(0, 2)), 0.2)
                    .near("vehicle", "registration", "rto", "bike", "car", "plate"),
            Recogniser.of("IN_VOTER", MEDIUM, "AAA9999999").near("voter", "vote", "epic", "election"));

    private India() {}

    private static boolean isAadhaar(String code) {
        String mirrored = new StringBuilder(code).reverse().toString();
        return code.charAt(0) >= '2' && !mirrored.equals(code) && Digits.verhoeff(code);
    }

    /// State, permanent account number, registration, Z, check character.
    private static boolean isGstin(String code) {
        int state = Digits.number(code, 0, 2);
        return state >= 1 && state <= 37 && code.charAt(13) == 'Z';
    }

    private static boolean isPassport(String code) {
        return "QXZ".indexOf(code.charAt(0)) < 0 && code.charAt(1) != '0' && code.charAt(7) != '0';
    }
}
