package org.imprint.study.analysis.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** What stands in one place of a table. */
public sealed interface Cell {

    /** What is shown where there is no number. */
    String NOTHING = "–";

    /** Returns the text for readers, numbers rounded. */
    String shown();

    /** Returns the text for programs, numbers in full; empty where there is none. */
    String exact();

    /** Returns a cell of text. */
    static Cell text(String text) {
        return new Text(text);
    }

    /** Returns a cell of text that programs read as another. */
    static Cell text(String shown, String exact) {
        return shown.equals(exact) ? new Text(shown) : new Titled(shown, exact);
    }

    /** Returns a cell of a whole number. */
    static Cell count(long number) {
        return new Text(Long.toString(number));
    }

    /** Returns a number shown with some decimals; NaN is no number. */
    static Cell fixed(double value, int decimals) {
        return new Fixed(value, decimals);
    }

    /** Returns a number shown with some significant digits; NaN is no number. */
    static Cell significant(double value, int digits) {
        return new Significant(value, digits);
    }

    /** Returns a cell that has no number. */
    static Cell nothing() {
        return new Fixed(Double.NaN, 0);
    }

    /** Words, or a whole number. */
    record Text(String shown) implements Cell {
        @Override
        public String exact() {
            return shown;
        }
    }

    /** A name for people with that for programs. */
    record Titled(String shown, String exact) implements Cell {}

    /** A number of some decimals. */
    record Fixed(double value, int decimals) implements Cell {
        @Override
        public String shown() {
            if (Double.isNaN(value)) {
                return NOTHING;
            }
            String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
            return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
        }

        @Override
        public String exact() {
            return number(value);
        }
    }

    /** A number of some significant digits; very small or large ones with an exponent. */
    record Significant(double value, int digits) implements Cell {

        private static final double SMALLEST_PLAIN = 1e-4;
        private static final double LARGEST_PLAIN = 1e6;

        @Override
        public String shown() {
            if (Double.isNaN(value)) {
                return NOTHING;
            }
            double size = Math.abs(value);
            if (value == 0) {
                return "0";
            }
            return size >= SMALLEST_PLAIN && size < LARGEST_PLAIN
                    ? new BigDecimal(value).round(new MathContext(digits)).toPlainString()
                    : String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
        }

        @Override
        public String exact() {
            return number(value);
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
