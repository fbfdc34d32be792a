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

/// Numbers of the European countries but for Germany and the United Kingdom, each by the publication of the authority
/// that gives it out.
final class Europe {
    private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final String IRISH = "WABCDEFGHIJKLMNOPQRSTUV";

    /// What a character of an Italian fiscal code counts in an odd place, by its rank.
    private static final int[] ODD_ITALIAN = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    static final List<Recogniser> ALL = List.of(
            Recogniser.of("AT_SVNR", HIGH, "9999 999999")
                    .where(Europe::isAustrian, CHECKED)
                    .near("svnr", "sozialversicherungsnummer", "versicherungsnummer"),
            Recogniser.of("BE_NATIONAL_NUMBER", HIGH, "99*99*99*999*99")
                    .where(Europe::isBelgian, STRICT)
                    .near(
                            "rijksregister",
                            "rijksregisternummer",
                            "registre national",
                            "numéro national",
                            "insz",
                            "niss"),
            Recogniser.of("CH_AHV", HIGH, "999 9999 9999 99")
                    .where(code -> code.startsWith("756") && ean(code), SURE)
                    .near("ahv", "avs", "avs nummer", "sozialversicherungsnummer"),
            Recogniser.of("CZ_BIRTH_NUMBER", HIGH, "999999/9999")
                    .where(Europe::isCzech, STRICT)
                    .near("rodné číslo", "rodne cislo", "rodné"),
            Recogniser.of("DK_CPR", HIGH, "999999-9999")
                    .where(code -> Days.ddmm(code, 0), 0.35)
                    .near("cpr", "personnummer", "cpr nummer"),
            Recogniser.of("ES_NIE", HIGH, "A9999999 A")
                    .where(Europe::isNie, STRICT)
                    .near("nie", "extranjero", "número de identificación"),
            Recogniser.of("ES_NIF", HIGH, "99?999999 A")
                    .where(code -> spanishLetter(code), 0.5)
                    .near("nif", "dni", "documento nacional", "identificación"),
            Recogniser.of("ES_PASSPORT", MEDIUM, "AAA999999").near("pasaporte", "passport"),
            Recogniser.of("FI_PERSONAL_IDENTITY_CODE", HIGH, "999999A999#", "999999-999#")
                    .where(Europe::isFinnish, STRICT)
                    .near("hetu", "henkilötunnus", "personbeteckning", "personal identity code"),
            Recogniser.of("FR_NIR", HIGH, "9 99 99 99 999 999 99", "9 99 99 9A 999 999 99")
                    .where(Europe::isNir, SURE)
                    .near("nir", "sécurité sociale", "securite sociale", "insee", "numéro de sécu", "carte vitale"),
            Recogniser.of("IE_PPSN", HIGH, "9999999AA?")
                    .where(Europe::isIrish, 0.5)
                    .near("pps", "ppsn", "personal public service"),
            Recogniser.of("IT_DRIVER_LICENSE", MEDIUM, "AA9999999A", "A9#######A")
                    .where(Europe::isItalianLicence, SHAPED)
                    .near("patente", "patente di guida", "licenza", "driver license", "license"),
            Recogniser.of("IT_FISCAL_CODE", HIGH, "AAAAAA99A99A999A")
                    .where(Europe::hasItalianDay, 0.55)
                    .provenBy(Europe::isFiscalCode, 0.95)
                    .near("codice fiscale", "fiscal code", "cf"),
            Recogniser.of("IT_IDENTITY_CARD", MEDIUM, "AA 9999999", "AA99999AA", "9999999AA")
                    .near("carta d identità", "carta di identità", "carta identità", "identity card", "cie"),
            Recogniser.of("IT_PASSPORT", MEDIUM, "AA9999999").near("passaporto", "passport"),
            Recogniser.of("IT_VAT_CODE", LOW, "99999999999")
                    .where(code -> Digits.luhn(code) && !code.startsWith("0000000"), 0.3)
                    .near("partita iva", "p iva", "piva", "iva", "vat"),
            Recogniser.of("NL_BSN", HIGH, "999999999", "9999 99 999")
                    .where(Europe::isDutch, 0.3)
                    .near("bsn", "burgerservicenummer", "sofinummer", "sofi"),
            Recogniser.of("NO_FNR", HIGH, "999999 99999")
                    .where(Europe::isNorwegian, STRICT)
                    .near("fødselsnummer", "fodselsnummer", "fnr", "personnummer"),
            Recogniser.of("PL_PESEL", HIGH, "99999999999")
                    .where(Europe::isPesel, 0.5)
                    .near("pesel", "numer ewidencyjny"),
            Recogniser.of("PT_NIF", HIGH, "999 999 999")
                    .where(Europe::isPortuguese, 0.3)
                    .near("nif", "contribuinte", "número de identificação fiscal"),
            Recogniser.of("RO_CNP", HIGH, "9999999999999")
                    .where(Europe::isRomanian, STRICT)
                    .near("cnp", "cod numeric personal"),
            Recogniser.of("RU_SNILS", HIGH, "999*999*999*99")
                    .where(Europe::isSnils, 0.5)
                    .near("снилс", "snils"),
            Recogniser.of("SE_ORGANISATIONSNUMMER", LOW, "999999 9999")
                    .where(code -> at(code, 2) >= 2 && Digits.luhn(code), 0.3)
                    .near("organisationsnummer", "orgnummer", "org nr", "orgnr", "company identity code", "företag"),
            Recogniser.of("SE_PERSONNUMMER", HIGH, "999999 9999", "99999999 9999")
                    .where(Europe::isSwedish, 0.5)
                    .near("personnummer", "pnr", "samordningsnummer", "personal identity code", "swedish id"));

    private Europe() {}

    private static boolean isAustrian(String code) {
        return at(code, 0) != 0
                && Days.ddmm(code, 4)
                && Digits.weighted(code, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11 == at(code, 3);
    }

    /// The last two digits and the others, with 2 before them for who was born since 2000, make 97.
    private static boolean isBelgian(String code) {
        int check = number(code, 9, 11);
        long rest = Long.parseLong(code, 0, 9, 10);
        boolean day = at(code, 2) <= 1 && number(code, 2, 4) <= 12 && number(code, 4, 6) <= 31;
        return day && (97 - rest % 97 == check || 97 - (2_000_000_000L + rest) % 97 == check);
    }

    /// GS1 General Specifications, section 7.9: weights 1 and 3.
    private static boolean ean(String code) {
        int sum = 0;
        for (int i = 0; i < code.length(); i++) sum += at(code, i) * (i % 2 == 0 ? 1 : 3);
        return sum % 10 == 0;
    }

    /// Women have fifty more in the month.
    private static boolean isCzech(String code) {
        int month = number(code, 2, 4) % 50 % 20;
        return Days.is(month, number(code, 4, 6)) && Long.parseLong(code) % 11 == 0;
    }

    private static boolean isNie(String code) {
        int first = "XYZ".indexOf(code.charAt(0));
        return first >= 0 && spanishLetter(first + code.substring(1));
    }

    private static boolean spanishLetter(String code) {
        int last = code.length() - 1;
        return SPANISH.charAt(number(code, 0, last) % 23) == code.charAt(last);
    }

    /// A letter stands for the century: A to F since 2000, U to Y and a hyphen before.
    private static boolean isFinnish(String code) {
        boolean hyphen = code.length() == 10;
        if (!hyphen && "ABCDEFUVWXY".indexOf(code.charAt(6)) < 0) return false;
        String number = code.substring(0, 6) + code.substring(hyphen ? 6 : 7, hyphen ? 9 : 10);
        char check = FINNISH.charAt((int) (Long.parseLong(number) % 31));
        return Days.ddmm(code, 0) && number(number, 6, 9) >= 2 && check == code.charAt(code.length() - 1);
    }

    /// Corsica's departments are counted as 19 and 18.
    private static boolean isNir(String code) {
        int sex = at(code, 0);
        int month = number(code, 3, 5);
        char island = code.charAt(6);
        if (sex == 0 || sex > 4 && sex < 7 || sex > 8 || month == 0 || month > 12 && month < 20) return false;
        if (island > '9' && (code.charAt(5) != '2' || island > 'B')) return false;
        String number = island == 'A' ? replaced(code, "19") : island == 'B' ? replaced(code, "18") : code;
        return 97 - Long.parseLong(number, 0, 13, 10) % 97 == number(code, 13, 15);
    }

    private static String replaced(String code, String department) {
        return code.substring(0, 5) + department + code.substring(7);
    }

    private static boolean isIrish(String code) {
        int sum = Digits.weighted(code, 8, 7, 6, 5, 4, 3, 2);
        if (code.length() == 9) sum += IRISH.indexOf(code.charAt(8)) * 9;
        return IRISH.charAt(Math.floorMod(sum, 23)) == code.charAt(7);
    }

    private static boolean isItalianLicence(String code) {
        if (Character.isLetter(code.charAt(1))) return true;
        return code.startsWith("U1") && code.substring(2, 9).chars().noneMatch(c -> "AEIOQ".indexOf(c) >= 0);
    }

    /// Women have forty more in the day.
    private static boolean hasItalianDay(String code) {
        int day = number(code, 9, 11) % 40;
        return "ABCDEHLMPRST".indexOf(code.charAt(8)) >= 0 && day >= 1 && day <= 31;
    }

    private static boolean isFiscalCode(String code) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = code.charAt(i);
            int rank = c <= '9' ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? ODD_ITALIAN[rank] : rank;
        }
        return 'A' + sum % 26 == code.charAt(15);
    }

    private static boolean isDutch(String code) {
        return !Digits.oneDigit(code) && Math.floorMod(Digits.weighted(code, 9, 8, 7, 6, 5, 4, 3, 2, -1), 11) == 0;
    }

    private static boolean isNorwegian(String code) {
        return Days.is(number(code, 2, 4), number(code, 0, 2) % 40)
                && Digits.weighted(code, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
                && Digits.weighted(code, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    /// The month tells the century: 80, 0, 20, 40 or 60 more.
    private static boolean isPesel(String code) {
        return Days.is(number(code, 2, 4) % 20, number(code, 4, 6))
                && Digits.weighted(code, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
    }

    private static boolean isPortuguese(String code) {
        int rest = Digits.weighted(code, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return "123569".indexOf(code.charAt(0)) >= 0 && (rest < 2 ? 0 : 11 - rest) == at(code, 8);
    }

    private static boolean isRomanian(String code) {
        int rest = Digits.weighted(code, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
        return at(code, 0) != 0 && Days.yymmdd(code, 1) && (rest == 10 ? 1 : rest) == at(code, 12);
    }

    private static boolean isSnils(String code) {
        int rest = Digits.weighted(code, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 101 % 100;
        return !Digits.oneDigit(code) && rest == number(code, 9, 11);
    }

    /// Coordination numbers have sixty more in the day.
    private static boolean isSwedish(String code) {
        String ten = code.substring(code.length() - 10);
        boolean century =
                code.length() == 10 || code.startsWith("18") || code.startsWith("19") || code.startsWith("20");
        return century && Days.is(number(ten, 2, 4), number(ten, 4, 6) % 60) && Digits.luhn(ten);
    }
}
