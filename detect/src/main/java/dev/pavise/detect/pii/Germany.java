package dev.pavise.detect.pii;

import static dev.pavise.core.detect.Severity.HIGH;
import static dev.pavise.core.detect.Severity.LOW;
import static dev.pavise.core.detect.Severity.MEDIUM;
import static dev.pavise.detect.pii.Digits.at;
import static dev.pavise.detect.pii.Digits.number;
import static dev.pavise.detect.pii.Recogniser.CHECKED;
import static dev.pavise.detect.pii.Recogniser.ODD;
import static dev.pavise.detect.pii.Recogniser.SHAPED;
import static dev.pavise.detect.pii.Recogniser.STRICT;

import java.util.List;

/// Numbers of Germany.
final class Germany {
    private static final String PASSPORT = "CFGHJKLMNPRTVWXYZ0123456789";

    static final List<Recogniser> ALL = List.of(
            Recogniser.of("DE_FUEHRERSCHEIN", MEDIUM, "AA99999999#")
                    .where(_ -> true, 0.2)
                    .near("führerschein", "führerscheinnummer", "fahrerlaubnis", "fuehrerschein"),
            Recogniser.of("DE_HANDELSREGISTER", LOW, "AAA 99?9?9?9?9?")
                    .where(code -> code.startsWith("HRA") || code.startsWith("HRB"), STRICT)
                    .near("handelsregister", "handelsregisternummer", "amtsgericht"),
            Recogniser.of("DE_HEALTH_INSURANCE", HIGH, "A999999999")
                    .where(Germany::isHealthInsurance, 0.45)
                    .near("kvnr", "krankenkasse", "krankenversichertennummer", "versichertennummer", "egk"),
            Recogniser.of("DE_KFZ", LOW, "AA?A?&AA?&99?9?9?A?")
                    .where(Germany::isPlate, SHAPED)
                    .near("kennzeichen", "kfz", "fahrzeug", "nummernschild"),
            Recogniser.of("DE_LANR", LOW, "999999999")
                    .where(Germany::isDoctor, 0.2)
                    .near("lanr", "arztnummer", "arzt"),
            Recogniser.of("DE_PASSPORT", HIGH, "A########")
                    .where(Germany::isPassport, ODD)
                    .near("reisepass", "passport", "personalausweis", "ausweis", "pass nr", "passnummer"),
            Recogniser.of("DE_PLZ", LOW, "99999")
                    .where(code -> number(code, 0, 5) > 1000 && number(code, 0, 5) < 99_999, 0.05)
                    .near("plz", "postleitzahl", "anschrift", "adresse"),
            Recogniser.of("DE_SOCIAL_SECURITY", HIGH, "99 999999 A 999")
                    .where(Germany::isSocialSecurity, STRICT)
                    .near("rvnr", "rentenversicherung", "sozialversicherung", "sozialversicherungsnummer", "svnr"),
            Recogniser.of("DE_TAX_ID", HIGH, "99 999 999 999")
                    .where(Germany::isTaxId, SHAPED)
                    .provenBy(Germany::repeatsOneDigit, CHECKED)
                    .near("steuer id", "steueridentifikationsnummer", "idnr", "id nr", "tax id"),
            Recogniser.of("DE_TAX_NUMBER", MEDIUM, "9999999999999")
                    .where(code -> number(code, 0, 2) >= 1 && number(code, 0, 2) <= 16, SHAPED)
                    .near("steuernummer", "st nr", "finanzamt", "tax number"),
            Recogniser.of("DE_TAX_NUMBER", MEDIUM, "99/999/99999?", "999/999/99999", "99/9999/9999", "999/9999/9999")
                    .where(_ -> true, ODD)
                    .near("steuernummer", "st nr", "finanzamt", "tax number"),
            Recogniser.of("DE_VAT_ID", LOW, "AA*999*999*999")
                    .where(code -> code.startsWith("DE"), CHECKED)
                    .provenBy(code -> Digits.mod11And10(code.substring(2)), STRICT)
                    .near("ust", "ust idnr", "umsatzsteuer", "vat"));

    private Germany() {}

    /// The letter as two digits; weights 1 and 2, digit sums.
    private static boolean isHealthInsurance(String code) {
        String digits = "%02d%s".formatted(code.charAt(0) - 'A' + 1, code.substring(1, 9));
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int product = at(digits, i) * (i % 2 + 1);
            sum += product / 10 + product % 10;
        }
        return sum % 10 == at(code, 9);
    }

    /// Old and electric cars have a letter behind the digits.
    private static boolean isPlate(String code) {
        char last = code.charAt(code.length() - 1);
        return last <= '9' || last == 'H' || last == 'E';
    }

    private static boolean isDoctor(String code) {
        return (10 - Digits.weighted(code, 4, 9, 4, 9, 4, 9) % 10) % 10 == at(code, 6);
    }

    private static boolean isPassport(String code) {
        return code.chars().allMatch(c -> PASSPORT.indexOf(c) >= 0)
                && code.charAt(8) <= '9'
                && code.chars().filter(c -> c <= '9').count() >= 5
                && Digits.travelDocument(code);
    }

    /// Area, day of birth (fifty more where numbers ran out), letter, serial number, check digit.
    private static boolean isSocialSecurity(String code) {
        if (!Days.is(number(code, 4, 6), number(code, 2, 4) % 50)) return false;
        String digits = "%s%02d%s".formatted(code.substring(0, 8), code.charAt(8) - 'A' + 1, code.substring(9, 11));
        int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int product = at(digits, i) * weights[i];
            sum += product / 10 + product % 10;
        }
        return sum % 10 == at(code, 11);
    }

    private static boolean isTaxId(String code) {
        return code.charAt(0) != '0' && mostFrequent(code) <= 3 && Digits.mod11And10(code);
    }

    /// As the law has it: of the first ten digits, one stands there twice or three times.
    private static boolean repeatsOneDigit(String code) {
        long different = code.substring(0, 10).chars().distinct().count();
        return different == 8 || different == 9;
    }

    private static int mostFrequent(String code) {
        int[] counts = new int[10];
        int most = 0;
        for (int i = 0; i < 10; i++) most = Math.max(most, ++counts[at(code, i)]);
        return most;
    }
}
