package org.imprint.lab.sweep.file;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.imprint.core.text.Digits;

/** How large a file may make a sweep: products of the lengths of its axes, exact, before anything is made of them. */
final class Sizes {

    /** Combinations of a file; at a millisecond each a day and more. */
    static final long MOST_COMBINATIONS = 100_000_000;

    /** Data choices of a file, and measurements of one. */
    static final long MOST_DATA = 1_000_000;

    private Sizes() {}

    /** Returns the product of some lengths. */
    static BigInteger product(int... lengths) {
        BigInteger product = BigInteger.ONE;
        for (int length : lengths) {
            product = product.multiply(BigInteger.valueOf(length));
        }
        return product;
    }

    /**
     * Returns what to say about a number that is too large; empty if it is not.
     *
     * @param what must have at most so many of what, such as {@code "a sweep must have at most %s combinations"}
     */
    static Optional<String> tooMany(String what, BigInteger number, long most) {
        return number.compareTo(BigInteger.valueOf(most)) <= 0
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, what, Digits.count(most)) + ", was " + Digits.count(number));
    }
}
