package org.imprint.core;

/** Argument checks that all speak in one form: what, the legal range, the actual value. */
public final class Checks {

    private Checks() {}

    /**
     * Returns {@code value} if it lies in [{@code lo}, {@code hi}].
     *
     * @throws ImprintException naming {@code what}, the range and the value
     */
    public static int inRange(String what, int value, int lo, int hi) {
        if (value < lo || value > hi) {
            throw new ImprintException(what + " must be in [" + lo + ", " + hi + "], was " + value);
        }
        return value;
    }

    /**
     * Returns {@code value} if it is finite and lies in [{@code lo}, {@code hi}].
     *
     * @throws ImprintException naming {@code what}, the range and the value
     */
    public static double inRange(String what, double value, double lo, double hi) {
        if (!(value >= lo && value <= hi)) {
            throw new ImprintException(what + " must be in [" + lo + ", " + hi + "], was " + value);
        }
        return value;
    }

    /**
     * Returns {@code value} if it is finite and greater than zero.
     *
     * @throws ImprintException naming {@code what} and the value
     */
    public static double positive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new ImprintException(what + " must be a finite number > 0, was " + value);
        }
        return value;
    }

    /**
     * Throws unless {@code legal} holds.
     *
     * @param rule the whole rule in words, such as {@code "head needs at least one class"}
     * @param actual the offending value
     * @throws ImprintException {@code rule, was actual}
     */
    public static void require(boolean legal, String rule, Object actual) {
        if (!legal) {
            throw new ImprintException(rule + ", was " + actual);
        }
    }
}
