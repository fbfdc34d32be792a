package dev.pavise.detect.pii;

import static dev.pavise.core.detect.Severity.HIGH;
import static dev.pavise.core.detect.Severity.LOW;
import static dev.pavise.core.detect.Severity.MEDIUM;
import static dev.pavise.detect.pii.Digits.at;
import static dev.pavise.detect.pii.Digits.number;
import static dev.pavise.detect.pii.Recogniser.CHECKED;
import static dev.pavise.detect.pii.Recogniser.SHAPED;
import static dev.pavise.detect.pii.Recogniser.STRICT;
import static dev.pavise.detect.pii.Recogniser.SURE;

import java.util.List;
import java.util.Set;

/// Numbers of both Americas.
final class Americas {
    private static final String CURP = "0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ";
    private static final String MBI_LETTERS = "ACDEFGHJKMNPQRTUVWXY";
    private static final String DEA_FIRST = "ABCDEFGHJKLMPRSTUX";
    private static final Set<String> SSN_SHOWN = Set.of("078051120", "219099999", "123456789", "987654321");

    static final List<Recogniser> ALL = List.of(
            Recogniser.of("ABA_ROUTING_NUMBER", LOW, "9999 9999 9")
                    .where(Americas::isRouting, 0.25)
                    .near("aba", "routing", "routing number", "rtn", "bank"),
            Recogniser.of("AR_CUIT", HIGH, "99 99999999 9")
                    .where(Americas::isArgentine, CHECKED)
                    .near("cuit", "cuil"),
            Recogniser.of("BR_CNPJ", LOW, "99*999*999*9999*99")
                    .where(Americas::isCnpj, STRICT)
                    .near("cnpj"),
            Recogniser.of("BR_CPF", HIGH, "999*999*999*99")
                    .where(Americas::isCpf, STRICT)
                    .near("cpf", "cadastro de pessoas"),
            Recogniser.of("CA_SIN", HIGH, "999_999_999")
                    .where(Americas::isSin, 0.5)
                    .near("sin", "social insurance", "nas", "assurance sociale"),
            Recogniser.of("CA_SIN", HIGH, "999999999")
                    .where(Americas::isSin, 0.2)
                    .near("sin", "social insurance", "nas", "assurance sociale"),
            Recogniser.of("CL_RUT", HIGH, "99?999999-#", "99?*999*999&#")
                    .where(Americas::isRut, CHECKED)
                    .near("rut", "run", "rol único tributario"),
            Recogniser.of("MEDICAL_LICENSE", MEDIUM, "AA9999999", "A99999999")
                    .where(Americas::isDea, CHECKED)
                    .near("dea", "medical license", "certificate number", "prescriber", "license"),
            Recogniser.of("MX_CURP", HIGH, "AAAA999999AAAAAA#9")
                    .where(Americas::isCurp, SURE)
                    .near("curp"),
            Recogniser.of("MX_RFC", HIGH, "AAAA999999###", "AAA999999###")
                    .where(code -> Days.yymmdd(code, code.length() - 9), 0.4)
                    .near("rfc", "registro federal"),
            Recogniser.of("US_BANK_NUMBER", MEDIUM, Shape.digits(8, 17, false))
                    .where(_ -> true, 0.03)
                    .near("bank account", "account number", "account", "acct", "checking", "savings"),
            Recogniser.of("US_DRIVER_LICENSE", MEDIUM, "A99999999", "A9999999", "999999999", "A999999999999")
                    .where(_ -> true, 0.05)
                    .near("driver license", "driver s license", "drivers license", "driving license", "dl", "license"),
            Recogniser.of("US_ITIN", HIGH, "999_99_9999")
                    .where(Americas::isItin, 0.55)
                    .near("itin", "taxpayer", "tax id"),
            Recogniser.of("US_ITIN", HIGH, "999 99 9999")
                    .where(Americas::isItin, SHAPED)
                    .near("itin", "taxpayer", "tax id"),
            Recogniser.of("US_MBI", HIGH, "9A#9 A#9 AA99")
                    .where(Americas::isMbi, STRICT)
                    .near("mbi", "medicare", "beneficiary", "patient"),
            Recogniser.of("US_NPI", LOW, "9999 999 999")
                    .where(Americas::isNpi, 0.3)
                    .near("npi", "provider", "national provider"),
            Recogniser.of("US_PASSPORT", MEDIUM, "A99999999", "999999999")
                    .where(_ -> true, 0.05)
                    .near("passport", "travel document"),
            Recogniser.of("US_SSN", HIGH, "999_99_9999")
                    .where(Americas::isSsn, 0.6)
                    .near("ssn", "ssns", "social security", "social"),
            Recogniser.of("US_SSN", HIGH, "999 99 9999")
                    .where(Americas::isSsn, SHAPED)
                    .near("ssn", "ssns", "social security", "social"));

    private Americas() {}

    private static boolean isRouting(String code) {
        int district = number(code, 0, 2);
        boolean given = district <= 12
                || district >= 21 && district <= 32
                || district >= 61 && district <= 72
                || district == 80;
        return given && !Digits.oneDigit(code) && Digits.weighted(code, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;
    }

    private static boolean isArgentine(String code) {
        int rest = 11 - Digits.weighted(code, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        boolean given = Set.of("20", "23", "24", "27", "30", "33", "34").contains(code.substring(0, 2));
        return given && (rest == 11 ? 0 : rest == 10 ? 9 : rest) == at(code, 10);
    }

    private static boolean isCnpj(String code) {
        return !Digits.oneDigit(code)
                && brazilian(Digits.weighted(code, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) == at(code, 12)
                && brazilian(Digits.weighted(code, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) == at(code, 13);
    }

    private static boolean isCpf(String code) {
        return !Digits.oneDigit(code)
                && brazilian(Digits.weighted(code, 10, 9, 8, 7, 6, 5, 4, 3, 2)) == at(code, 9)
                && brazilian(Digits.weighted(code, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2)) == at(code, 10);
    }

    private static int brazilian(int sum) {
        return sum % 11 < 2 ? 0 : 11 - sum % 11;
    }

    /// No number begins with 0 or 8.
    private static boolean isSin(String code) {
        return "08".indexOf(code.charAt(0)) < 0 && !Digits.oneDigit(code) && Digits.luhn(code);
    }

    private static boolean isRut(String code) {
        int sum = 0;
        for (int i = code.length() - 2, weight = 2; i >= 0; i--, weight = weight == 7 ? 2 : weight + 1) {
            sum += at(code, i) * weight;
        }
        int check = 11 - sum % 11;
        char last = code.charAt(code.length() - 1);
        return last == (check == 11 ? '0' : check == 10 ? 'K' : (char) ('0' + check));
    }

    /// 21 CFR 1301: the first, third and fifth digit, and twice the others, end in the seventh.
    private static boolean isDea(String code) {
        String digits = code.substring(2);
        int sum = Digits.weighted(digits, 1, 2, 1, 2, 1, 2);
        return DEA_FIRST.indexOf(code.charAt(0)) >= 0
                && (code.charAt(1) > '9' || code.charAt(1) == '9')
                && sum % 10 == at(digits, 6);
    }

    private static boolean isCurp(String code) {
        int sum = 0;
        for (int i = 0; i < 17; i++) sum += CURP.indexOf(code.charAt(i)) * (18 - i);
        return Days.yymmdd(code, 4) && "HMX".indexOf(code.charAt(10)) >= 0 && (10 - sum % 10) % 10 == at(code, 17);
    }

    private static boolean isItin(String code) {
        int group = number(code, 3, 5);
        boolean given =
                group >= 50 && group <= 65 || group >= 70 && group <= 88 || group >= 90 && group <= 92 || group >= 94;
        return code.charAt(0) == '9' && given;
    }

    private static boolean isMbi(String code) {
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c > '9' && MBI_LETTERS.indexOf(c) < 0) return false;
        }
        return code.charAt(0) != '0';
    }

    /// 45 CFR 162.406: Luhn, with 80840 before it.
    private static boolean isNpi(String code) {
        boolean given = code.charAt(0) == '1' || code.charAt(0) == '2';
        return given && !Digits.oneDigit(code.substring(0, 9)) && Digits.luhn("80840" + code);
    }

    /// Areas 000, 666 and 900 on, group 00 and serial 0000 are not given out, and some were shown in advertisements.
    private static boolean isSsn(String code) {
        int area = number(code, 0, 3);
        return area != 0
                && area != 666
                && area < 900
                && number(code, 3, 5) != 0
                && number(code, 5, 9) != 0
                && !SSN_SHOWN.contains(code)
                && !Digits.oneDigit(code);
    }
}
