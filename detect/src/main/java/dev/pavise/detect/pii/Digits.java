package dev.pavise.detect.pii;

/// Check digits. Codes consist of ASCII capitals and digits.
final class Digits {
    private static final int[][] DIHEDRAL = dihedral();
    private static final int[] PERMUTATION = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private Digits() {}

    static int at(String code, int index) {
        return code.charAt(index) - '0';
    }

    static int number(String code, int from, int to) {
        return Integer.parseInt(code, from, to, 10);
    }

    /// ISO/IEC 7812-1, annex B: from the right, every second digit doubled.
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = digits.length() - 1, odd = 0; i >= 0; i--, odd ^= 1) {
            int digit = at(digits, i) << odd;
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % 10 == 0;
    }

    /// The sum of digits, each times its weight.
    static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) sum += at(digits, i) * weights[i];
        return sum;
    }

    /// ISO/IEC 7064, MOD 11,10: the last digit checks the others.
    static boolean mod11And10(String digits) {
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (at(digits, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == at(digits, digits.length() - 1);
    }

    /// ISO/IEC 7064, MOD 11-2: the last of 18 characters, ten written as X.
    static boolean mod11And2(String code) {
        int sum = 0;
        for (int i = 0; i < code.length() - 1; i++) sum = (sum + at(code, i)) * 2 % 11;
        int check = (12 - sum) % 11;
        char last = code.charAt(code.length() - 1);
        return last == (check == 10 ? 'X' : (char) ('0' + check));
    }

    /// ISO/IEC 7064, MOD 97-10, letters as 10 to 35.
    static int mod97(String code) {
        int rest = 0;
        for (int i = 0; i < code.length(); i++) {
            int value = Character.digit(code.charAt(i), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest;
    }

    /// Verhoeff's scheme over the dihedral group of order ten.
    static boolean verhoeff(String digits) {
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = at(digits, digits.length() - 1 - i);
            for (int k = 0; k < i % 8; k++) digit = PERMUTATION[digit];
            check = DIHEDRAL[check][digit];
        }
        return check == 0;
    }

    /// ICAO Doc 9303, part 3: weights 7, 3, 1, letters as 10 to 35; the last digit checks the others.
    static boolean travelDocument(String code) {
        int[] weights = {7, 3, 1};
        int sum = 0;
        for (int i = 0; i < code.length() - 1; i++) sum += Character.digit(code.charAt(i), 36) * weights[i % 3];
        return sum % 10 == at(code, code.length() - 1);
    }

    static boolean oneDigit(String digits) {
        return digits.chars().distinct().count() == 1;
    }

    /// Rotations 0 to 4 and reflections 5 to 9 of a pentagon.
    private static int[][] dihedral() {
        int[][] table = new int[10][10];
        for (int a = 0; a < 10; a++) {
            for (int b = 0; b < 10; b++) {
                int turn = a < 5 ? a + b : a - b;
                boolean turned = a < 5 == b < 5;
                table[a][b] = Math.floorMod(turn, 5) + (turned ? 0 : 5);
            }
        }
        return table;
    }
}
