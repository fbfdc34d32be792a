package dev.pavise.detect.pii;

/// Days of a calendar inside of numbers.
final class Days {
    private static final int[] LENGTHS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Days() {}

    /// Of any year: the 29th of February is one.
    static boolean is(int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= LENGTHS[month - 1];
    }

    /// `yymmdd` from this place on.
    static boolean yymmdd(String code, int at) {
        return is(Digits.number(code, at + 2, at + 4), Digits.number(code, at + 4, at + 6));
    }

    /// `ddmmyy`, or the first four of a longer year.
    static boolean ddmm(String code, int at) {
        return is(Digits.number(code, at + 2, at + 4), Digits.number(code, at, at + 2));
    }

    /// `yyyymmdd` of 1850 to 2049.
    static boolean yyyymmdd(String code, int at) {
        int year = Digits.number(code, at, at + 4);
        return year >= 1850 && year < 2050 && yymmdd(code, at + 2);
    }
}
