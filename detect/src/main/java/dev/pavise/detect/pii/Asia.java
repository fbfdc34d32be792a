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

/// Numbers of Asian countries but for India.
final class Asia {
    private static final String SINGAPORE = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
    private static final String TAIWAN = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

    /// The first two digits of a Chinese place: provinces, regions, cities (GB/T 2260).
    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83");

    /// Numbers of provinces that Thailand does not have.
    private static final Set<Integer> NOT_THAI = Set.of(28, 29, 59, 68, 69, 78, 79, 87, 88, 89, 97, 98, 99);

    static final List<Recogniser> ALL = List.of(
            Recogniser.of("CN_ID", HIGH, "99999999999999999#")
                    .where(Asia::isChinese, 0.9)
                    .near("身份证", "身份证号", "公民身份号码", "id card"),
            Recogniser.of("HK_ID", HIGH, "AA?999999 #")
                    .where(Asia::isHongKong, CHECKED)
                    .near("hkid", "香港身份證", "身份證", "身份证"),
            Recogniser.of("IL_ID", HIGH, "999999999")
                    .where(Digits::luhn, SHAPED)
                    .near("teudat zehut", "תעודת זהות", "ת ז", "israeli id"),
            Recogniser.of("JP_MY_NUMBER", HIGH, "9999 9999 9999")
                    .where(Asia::isJapanese, 0.3)
                    .near("マイナンバー", "個人番号", "my number"),
            Recogniser.of("KR_BRN", LOW, "999 99 99999")
                    .where(Asia::isKoreanBusiness, CHECKED)
                    .near("사업자등록번호", "사업자", "brn", "business registration"),
            Recogniser.of("KR_DRIVER_LICENSE", MEDIUM, "99 99 999999 99")
                    .where(Asia::isKoreanDriver, SHAPED)
                    .near("운전면허", "면허번호", "driver license", "license"),
            Recogniser.of("KR_FRN", HIGH, "999999-9999999", "9999999999999")
                    .where(code -> isKorean(code, "5678"), 0.45)
                    .provenBy(Asia::isKoreanChecked, STRICT)
                    .near("외국인등록번호", "frn", "foreigner registration"),
            Recogniser.of("KR_PASSPORT", MEDIUM, "A999A9999", "A99999999")
                    .where(code -> "MSRODG".indexOf(code.charAt(0)) >= 0, 0.2)
                    .near("여권", "여권번호", "passport"),
            Recogniser.of("KR_RRN", HIGH, "999999-9999999", "9999999999999")
                    .where(code -> isKorean(code, "1234"), 0.45)
                    .provenBy(Asia::isKoreanChecked, STRICT)
                    .near("주민등록번호", "주민번호", "rrn", "resident registration"),
            Recogniser.of("MY_NRIC", HIGH, "999999-99-9999")
                    .where(code -> Days.yymmdd(code, 0), 0.5)
                    .near("nric", "mykad", "kad pengenalan", "no kp"),
            Recogniser.of("PH_TIN", HIGH, "999 999 999", "999 999 999 999")
                    .where(Asia::isPhilippine, 0.2)
                    .near("tin", "bir", "tax id", "taxpayer"),
            Recogniser.of("SG_NRIC_FIN", HIGH, "A9999999A")
                    .where(Asia::isSingaporean, STRICT)
                    .near("nric", "fin", "singapore"),
            Recogniser.of("SG_UEN", LOW, "999999999?A", "A99AA9999A")
                    .where(Asia::isSingaporeBusiness, 0.5)
                    .near("uen", "unique entity number", "acra"),
            Recogniser.of("TH_TNIN", HIGH, "9 9999 99999 99 9")
                    .where(Asia::isThai, CHECKED)
                    .near("เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "thai id", "thai national id", "tnin"),
            Recogniser.of("TR_LICENSE_PLATE", LOW, "99 AA?A? 999?9?")
                    .where(code -> number(code, 0, 2) >= 1 && number(code, 0, 2) <= 81, SHAPED)
                    .near("plaka", "plakası", "araç", "license plate"),
            Recogniser.of("TR_NATIONAL_ID", HIGH, "99999999999")
                    .where(Asia::isTurkish, STRICT)
                    .near("tc kimlik", "tckn", "kimlik", "kimlik numarası", "turkish id"),
            Recogniser.of("TW_ID", HIGH, "A999999999")
                    .where(Asia::isTaiwanese, 0.5)
                    .near("身分證", "身分證字號", "national id"));

    private Asia() {}

    /// GB 11643: place, day of birth, serial number, check character.
    private static boolean isChinese(String code) {
        char last = code.charAt(17);
        return (last <= '9' || last == 'X')
                && PROVINCES.contains(code.substring(0, 2))
                && Days.yyyymmdd(code, 6)
                && Digits.mod11And2(code);
    }

    /// Letters as 10 to 35; a missing one as 36.
    private static boolean isHongKong(String code) {
        int last = code.length() - 1;
        char check = code.charAt(last);
        if (check > '9' && check != 'A') return false;
        int sum = code.length() == 8 ? 36 * 9 : 0;
        for (int i = 0; i < last; i++) sum += Character.digit(code.charAt(i), 36) * (last + 1 - i);
        return (sum + (check == 'A' ? 10 : check - '0')) % 11 == 0;
    }

    private static boolean isJapanese(String code) {
        int rest = Digits.weighted(code, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return !Digits.oneDigit(code) && (rest <= 1 ? 0 : 11 - rest) == at(code, 11);
    }

    private static boolean isKoreanBusiness(String code) {
        int sum = Digits.weighted(code, 1, 3, 7, 1, 3, 7, 1, 3, 5) + at(code, 8) * 5 / 10;
        return (10 - sum % 10) % 10 == at(code, 9);
    }

    private static boolean isKoreanDriver(String code) {
        int region = number(code, 0, 2);
        return region >= 11 && region <= 26 || region == 28;
    }

    /// The seventh digit tells the century, the sex, and who is a foreigner.
    private static boolean isKorean(String code, String sevenths) {
        return sevenths.indexOf(code.charAt(6)) >= 0 && Days.yymmdd(code, 0);
    }

    /// Numbers given out since October 2020 have no check digit.
    private static boolean isKoreanChecked(String code) {
        int rest = Digits.weighted(code, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11;
        int foreign = at(code, 6) >= 5 && at(code, 6) <= 8 ? 13 : 11;
        return (foreign - rest) % 10 == at(code, 12);
    }

    private static boolean isPhilippine(String code) {
        return Digits.weighted(code, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == at(code, 8);
    }

    private static boolean isSingaporean(String code) {
        int sum = Digits.weighted(code.substring(1), 2, 7, 6, 5, 4, 3, 2);
        return switch (code.charAt(0)) {
            case 'S' -> "JZIHGFEDCBA".charAt(sum % 11) == code.charAt(8);
            case 'T' -> "JZIHGFEDCBA".charAt((sum + 4) % 11) == code.charAt(8);
            case 'F' -> "XWUTRQPNMLK".charAt(sum % 11) == code.charAt(8);
            case 'G' -> "XWUTRQPNMLK".charAt((sum + 4) % 11) == code.charAt(8);
            case 'M' -> "KLJNPQRTUWX".charAt(10 - (sum + 3) % 11) == code.charAt(8);
            default -> false;
        };
    }

    /// Businesses, companies, and others.
    private static boolean isSingaporeBusiness(String code) {
        char check = code.charAt(code.length() - 1);
        if (code.length() == 9) {
            return "XMKECAWLJDB".charAt(Digits.weighted(code, 10, 4, 9, 3, 8, 2, 7, 1) % 11) == check;
        }
        if (code.charAt(0) <= '9') {
            return "ZKCMDNERGWH".charAt(Digits.weighted(code, 10, 8, 6, 4, 9, 7, 5, 3, 1) % 11) == check;
        }
        int[] weights = {4, 3, 5, 3, 10, 2, 2, 5, 7};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) sum += SINGAPORE.indexOf(code.charAt(i)) * weights[i];
        return "RST".indexOf(code.charAt(0)) >= 0 && SINGAPORE.charAt(Math.floorMod(sum - 5, 11)) == check;
    }

    private static boolean isThai(String code) {
        int sum = Digits.weighted(code, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
        int province = number(code, 1, 3);
        return at(code, 0) >= 1
                && at(code, 0) <= 8
                && province >= 10
                && !NOT_THAI.contains(province)
                && !Digits.oneDigit(code)
                && (11 - sum % 11) % 10 == at(code, 12);
    }

    private static boolean isTurkish(String code) {
        int odd = Digits.weighted(code, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        int even = Digits.weighted(code, 0, 1, 0, 1, 0, 1, 0, 1);
        return code.charAt(0) != '0'
                && Math.floorMod(odd * 7 - even, 10) == at(code, 9)
                && (odd + even + at(code, 9)) % 10 == at(code, 10);
    }

    private static boolean isTaiwanese(String code) {
        int place = TAIWAN.indexOf(code.charAt(0)) + 10;
        int sum = place / 10 + place % 10 * 9 + Digits.weighted(code.substring(1), 8, 7, 6, 5, 4, 3, 2, 1, 1);
        return "1289".indexOf(code.charAt(1)) >= 0 && sum % 10 == 0;
    }
}
