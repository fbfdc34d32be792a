package dev.pavise.detect.pii;

import static dev.pavise.core.detect.Severity.HIGH;
import static dev.pavise.core.detect.Severity.LOW;
import static dev.pavise.core.detect.Severity.MEDIUM;
import static dev.pavise.detect.pii.Digits.number;
import static dev.pavise.detect.pii.Recogniser.SHAPED;
import static dev.pavise.detect.pii.Recogniser.STRICT;
import static dev.pavise.detect.pii.Recogniser.SURE;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Numbers that are the same everywhere: cards, accounts, telephones, hardware, days of birth.
final class World {
    private static final String[] PHONE = {
        "phone",
        "telephone",
        "tel",
        "mobile",
        "cell",
        "call",
        "fax",
        "whatsapp",
        "sms",
        "telefon",
        "telefono",
        "telepono",
        "telefonnummer",
        "handy",
        "téléphone",
        "portable",
        "teléfono",
        "móvil",
        "celular",
        "telefone",
        "cellulare",
        "cep",
        "电话",
        "電話",
        "手机",
        "手機",
        "携帯",
        "전화",
        "휴대폰",
        "телефон",
        "тел",
        "هاتف",
        "טלפון"
    };
    private static final String[] BIRTH = {
        "born",
        "birth",
        "birthday",
        "birthdate",
        "dob",
        "geboren",
        "geburtsdatum",
        "geburtstag",
        "né le",
        "née le",
        "naissance",
        "nacimiento",
        "nascimento",
        "nascita",
        "nato il",
        "nata il",
        "geboortedatum",
        "född",
        "urodzenia",
        "doğum",
        "出生",
        "生日",
        "生年月日",
        "誕生日",
        "생년월일",
        "рождения",
        "родился",
        "الميلاد",
        "जन्म"
    };
    private static final String[] CARD = {
        "card",
        "credit card",
        "credit",
        "debit",
        "visa",
        "mastercard",
        "amex",
        "kreditkarte",
        "karte",
        "carte bancaire",
        "tarjeta",
        "cartão",
        "carta di credito",
        "银行卡",
        "信用卡",
        "カード",
        "카드"
    };

    /// How long an account number of each country is (SWIFT's IBAN Registry).
    private static final Map<String, Integer> IBAN_LENGTHS = Stream.of(
                    ("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29"
                                    + " BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18"
                                    + " GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21"
                                    + " LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24"
                                    + " RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24"
                                    + " XK20 YE30")
                            .split(" "))
            .collect(Collectors.toUnmodifiableMap(s -> s.substring(0, 2), s -> Integer.parseInt(s, 2, 4, 10)));

    static final List<Recogniser> ALL = List.of(
            Recogniser.of("CREDIT_CARD", HIGH, "9999_9999_9999_9999", "9999_999999_99999", "9999_999999_9999")
                    .where(World::isCard, SURE)
                    .near(CARD),
            Recogniser.of("CREDIT_CARD", HIGH, "9999999999999?9?9?9?9?9?9?")
                    .where(World::isCard, STRICT)
                    .near(CARD),
            Recogniser.of("IBAN_CODE", HIGH, ibans())
                    .where(World::isIban, 0.95)
                    .near("iban", "account", "konto", "compte"),
            Recogniser.of("PHONE_NUMBER", MEDIUM, Shape.digits(8, 15, true))
                    .where(code -> code.charAt(0) != '0', STRICT)
                    .near(PHONE),
            Recogniser.of("PHONE_NUMBER", MEDIUM, Shape.digits(7, 12, false))
                    .where(code -> !Digits.oneDigit(code), 0.05)
                    .near(PHONE),
            Recogniser.of("PHONE_NUMBER", MEDIUM, "999&999&9999")
                    .where(code -> code.charAt(0) >= '2' && code.charAt(3) >= '2', 0.5)
                    .near(PHONE),
            Recogniser.of("PHONE_NUMBER", MEDIUM, "99&99&99&99&99", "999&9999&9999", "99999&999999")
                    .where(code -> code.charAt(0) == '0' && code.charAt(1) != '0', 0.5)
                    .near(PHONE),
            Recogniser.of("PHONE_NUMBER", MEDIUM, "999*9999*9999")
                    .where(code -> code.charAt(0) == '1' && code.charAt(1) >= '3', 0.4)
                    .near(PHONE),
            Recogniser.of("PH_MOBILE_NUMBER", MEDIUM, Shape.digits(12, 12, true))
                    .where(code -> code.startsWith("639"), SURE)
                    .near(PHONE),
            Recogniser.of("PH_MOBILE_NUMBER", MEDIUM, "9*999*999*9999")
                    .where(code -> code.startsWith("09"), 0.4)
                    .near(PHONE),
            Recogniser.of("TR_PHONE_NUMBER", MEDIUM, Shape.digits(12, 12, true))
                    .where(code -> code.startsWith("90") && isTurkish(code, 2), SURE)
                    .near(PHONE),
            Recogniser.of("TR_PHONE_NUMBER", MEDIUM, "9*999*999*99*99")
                    .where(code -> code.charAt(0) == '0' && isTurkish(code, 1), 0.4)
                    .near(PHONE),
            Recogniser.of("TR_PHONE_NUMBER", MEDIUM, "999*999*99*99")
                    .where(code -> isTurkish(code, 0), SHAPED)
                    .near(PHONE),
            Recogniser.of("MAC_ADDRESS", LOW, "##-##-##-##-##-##", "####.####.####")
                    .where(World::isHardware, STRICT)
                    .near("mac", "hardware", "ethernet", "wifi", "physical address"),
            Recogniser.of("DATE_OF_BIRTH", HIGH, "99_99_9999", "99/99/9999", "9?9.9?9.9999", "9?9/9?9/9999")
                    .where(World::isDay, 0)
                    .near(BIRTH),
            Recogniser.of("DATE_OF_BIRTH", HIGH, "9999_99_99", "9999/99/99")
                    .where(code -> Days.yyyymmdd(code, 0), 0)
                    .near(BIRTH),
            Recogniser.of(
                            "DATE_TIME",
                            LOW,
                            "9?9&9?9&999?9?",
                            "9999-99-99",
                            "9?9/9?9",
                            "9?9/9999",
                            "9?9-AAA",
                            "AAA-999?9?",
                            "9?9-AAA-9999",
                            "9999&99&99A99&99A?",
                            "9999&99&99A99&99&99A?",
                            "9999&99&99A99&99&99&99",
                            "9999&99&99A99&99&99&999A?",
                            "9999&99&99A99&99&99&999999A?",
                            "9999&99&99A99&99&99&99&99",
                            "9999&99&99A99&99&99&999&99&99")
                    .where(_ -> true, 0.02));

    private World() {}

    /// Groups of four, as they are printed.
    private static String[] ibans() {
        return IBAN_LENGTHS.values().stream()
                .distinct()
                .map(length -> ("AA99" + "#".repeat(length - 4)).replaceAll("(.{4})(?=.)", "$1 "))
                .toArray(String[]::new);
    }

    /// ISO/IEC 7812: whose card it is, how long theirs are, and the check digit.
    private static boolean isCard(String code) {
        int length = code.length();
        int two = number(code, 0, 2);
        int four = number(code, 0, 4);
        boolean issued = code.charAt(0) == '4' && (length == 13 || length == 16 || length == 19)
                || (two >= 51 && two <= 55 || four >= 2221 && four <= 2720 || four >= 2200 && four <= 2204)
                        && length == 16
                || (two == 34 || two == 37 || two / 10 == 1) && length == 15
                || (four >= 3000 && four <= 3059 || two == 36 || two == 38 || two == 39) && length == 14
                || (four >= 3528 && four <= 3589) && length == 16
                || (two == 60 || two == 62 || two == 64 || two == 65 || two == 81) && length >= 16
                || (two == 50 || two >= 56 && two <= 58 || two == 63 || two == 67) && length >= 12;
        return issued && !Digits.oneDigit(code) && Digits.luhn(code);
    }

    /// ISO 13616-1: the first four characters moved to the end, the rest by 97 is one.
    private static boolean isIban(String code) {
        Integer length = IBAN_LENGTHS.get(code.substring(0, 2));
        return length != null && length == code.length() && Digits.mod97(code.substring(4) + code.substring(0, 4)) == 1;
    }

    private static boolean isTurkish(String code, int at) {
        return "2345".indexOf(code.charAt(at)) >= 0;
    }

    /// Nobody's are those of all ones and all zeros.
    static boolean isHardware(String code) {
        return code.chars().allMatch(c -> c <= 'F') && !Digits.oneDigit(code);
    }

    /// Day and month first, in either order.
    private static boolean isDay(String code) {
        int year = code.length() - 4;
        if (year == 3) return true;
        int first = number(code, 0, year / 2);
        int second = number(code, year / 2, year);
        return number(code, year, year + 4) >= 1850 && (Days.is(first, second) || Days.is(second, first));
    }
}
