package dev.pavise.app.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/// Times and sizes as people read them, in their own time zone.
public final class Times {
    private Times() {}

    /// `2026-11-24 12:04:31`.
    public static String of(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return local.toLocalDate() + " " + clock(local);
    }

    /// The time of day alone where it is of this day.
    public static String brief(Instant at, ZoneId zone, LocalDate today) {
        ZonedDateTime local = at.atZone(zone);
        return local.toLocalDate().equals(today) ? clock(local) : of(at, zone);
    }

    /// `1.2 KB`.
    public static String bytes(long bytes) {
        if (bytes < 1000) return bytes + " B";
        double kilo = bytes / 1000.0;
        if (kilo < 1000) return String.format(Locale.ROOT, "%.1f KB", kilo);
        if (kilo < 1_000_000) return String.format(Locale.ROOT, "%.1f MB", kilo / 1000);
        return String.format(Locale.ROOT, "%.1f GB", kilo / 1_000_000);
    }

    private static String clock(ZonedDateTime local) {
        return two(local.getHour()) + ":" + two(local.getMinute()) + ":" + two(local.getSecond());
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
