package org.imprint.core.text;

import java.math.BigInteger;
import java.util.Locale;

/** Numbers for people, alike in every language: a point before fractions, commas between thousands. */
public final class Digits {

    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private Digits() {}

    /** Returns a count: {@code 405,060}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns a count of any size. */
    public static String count(BigInteger number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns a count with its unit, in the plural with an s unless it is one: {@code 1 group}, {@code 1,200 groups}. */
    public static String count(long number, String what) {
        return count(number) + " " + what + (number == 1 ? "" : "s");
    }

    /** Returns a number with so many digits behind the point, half up: {@code 0.50}. What rounds to zero has no sign. */
    public static String fixed(double number, int digits) {
        String text = String.format(Locale.ROOT, "%." + digits + "f", number);
        return text.startsWith("-") && Double.parseDouble(text) == 0 ? text.substring(1) : text;
    }

    /** Returns a size in units of 1, 10³, 10⁶ or 10⁹ bytes: {@code 512 bytes}, {@code 84.3 kB}, {@code 14.2 MB}, {@code 1.3 GB}. */
    public static String bytes(long bytes) {
        if (bytes < MEGA) {
            return bytes < KILO ? count(bytes, "byte") : fixed(bytes / KILO, 1) + " kB";
        }
        return bytes < GIGA ? fixed(bytes / MEGA, 1) + " MB" : fixed(bytes / GIGA, 1) + " GB";
    }
}
