package dev.pavise.detect.pii;

import static dev.pavise.core.detect.Severity.HIGH;
import static dev.pavise.core.detect.Severity.LOW;
import static dev.pavise.detect.pii.Digits.at;
import static dev.pavise.detect.pii.Recogniser.CHECKED;
import static dev.pavise.detect.pii.Recogniser.STRICT;

import java.util.List;

/// Numbers of Africa and Australia.
final class South {
    static final List<Recogniser> ALL = List.of(
            Recogniser.of("AU_ABN", LOW, "99 999 999 999")
                    .where(South::isBusiness, CHECKED)
                    .near("abn", "australian business number"),
            Recogniser.of("AU_ACN", LOW, "999 999 999")
                    .where(South::isCompany, 0.25)
                    .near("acn", "australian company number"),
            Recogniser.of("AU_MEDICARE", HIGH, "9999 99999 9")
                    .where(South::isMedicare, CHECKED)
                    .near("medicare"),
            Recogniser.of("AU_TFN", HIGH, "999 999 999")
                    .where(code -> Digits.weighted(code, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0, 0.25)
                    .near("tfn", "tax file number"),
            Recogniser.of("NG_VEHICLE_REGISTRATION", LOW, "AAA 999AA")
                    .where(_ -> true, 0.15)
                    .near("plate", "plates", "vehicle", "registration", "number plate"),
            Recogniser.of("ZA_ID_NUMBER", HIGH, "9999999999999", "999999 9999 99 9")
                    .where(South::isSouthAfrican, STRICT)
                    .near("south african id", "rsa id", "sa id", "id number", "permanent resident", "refugee id"));

    private South() {}

    /// The first digit less one; a multiple of 89.
    private static boolean isBusiness(String code) {
        int sum = Digits.weighted(code, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10;
        return code.charAt(0) != '0' && sum % 89 == 0;
    }

    private static boolean isCompany(String code) {
        return (10 - Digits.weighted(code, 8, 7, 6, 5, 4, 3, 2, 1) % 10) % 10 == at(code, 8);
    }

    private static boolean isMedicare(String code) {
        return at(code, 0) >= 2
                && at(code, 0) <= 6
                && Digits.weighted(code, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == at(code, 8);
    }

    /// Day of birth, serial number, citizenship, 8 or 9, check digit.
    private static boolean isSouthAfrican(String code) {
        return Days.yymmdd(code, 0) && at(code, 10) <= 2 && at(code, 11) >= 8 && Digits.luhn(code);
    }
}
