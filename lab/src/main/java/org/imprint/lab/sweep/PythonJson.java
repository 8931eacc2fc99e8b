package org.imprint.lab.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.imprint.core.ImprintException;

/**
 * Text exactly as CPython's {@code json.dumps} writes it: {@code ", "} and {@code ": "}, ASCII only, floats by {@code repr}.
 *
 * <p>Maps are written in the order they have; the caller sorts them.
 */
final class PythonJson {

    private static final int EXPONENT_FORM_FROM = 16;
    private static final int EXPONENT_FORM_BELOW = -4;
    private static final int MOST_DIGITS = 17;

    private PythonJson() {}

    static String text(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    /** Returns the text of {@code json.dumps(value, indent=4)}. */
    static String indented(Object value) {
        StringBuilder out = new StringBuilder();
        indented(value, "\n", out);
        return out.toString();
    }

    private static void indented(Object value, String newLine, StringBuilder out) {
        String inner = newLine + "    ";
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            String before = "{";
            for (Map.Entry<?, ?> e : map.entrySet()) {
                quote(e.getKey().toString(), out.append(before).append(inner));
                indented(e.getValue(), inner, out.append(": "));
                before = ",";
            }
            out.append(newLine).append('}');
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            String before = "[";
            for (Object element : list) {
                indented(element, inner, out.append(before).append(inner));
                before = ",";
            }
            out.append(newLine).append(']');
        } else {
            write(value, out);
        }
    }

    /**
     * Appends a value.
     *
     * @param value a {@link Map} with {@link String} or {@link Integer} keys, {@link List}, {@link String}, {@link Integer},
     *     {@link Long}, {@link Double}, {@link Boolean} or null
     */
    static void write(Object value, StringBuilder out) {
        if (value instanceof String text) {
            quote(text, out);
        } else if (value instanceof Map<?, ?> map) {
            String before = "{";
            for (Map.Entry<?, ?> e : map.entrySet()) {
                quote(e.getKey().toString(), out.append(before));
                write(e.getValue(), out.append(": "));
                before = ", ";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String before = "[";
            for (Object element : list) {
                write(element, out.append(before));
                before = ", ";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Double number) {
            out.append(repr(number));
        } else if (value == null || value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new ImprintException("JSON value must be a map, list, string, number, boolean or null, was "
                    + value.getClass().getName());
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~' && c != '"' && c != '\\') {
                out.append(c);
            } else {
                out.append(escaped(c));
            }
        }
        out.append('"');
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\f' -> "\\f";
            case '\b' -> "\\b";
            default -> String.format("\\u%04x", (int) c);
        };
    }

    /** Returns Python's {@code repr} of a float: the shortest digits that read back as the same double. */
    static String repr(double x) {
        if (Double.isNaN(x)) {
            return "NaN";
        }
        if (Double.isInfinite(x)) {
            return x > 0 ? "Infinity" : "-Infinity";
        }
        String sign = Double.doubleToRawLongBits(x) < 0 ? "-" : "";
        if (x == 0) {
            return sign + "0.0";
        }
        BigDecimal shortest = shortest(Math.abs(x)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        if (exponent < EXPONENT_FORM_BELOW || exponent >= EXPONENT_FORM_FROM) {
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            return sign
                    + digits.charAt(0)
                    + fraction
                    + (exponent < 0 ? "e-" : "e+")
                    + (Math.abs(exponent) < 10 ? "0" : "")
                    + Math.abs(exponent);
        }
        String plain = shortest.toPlainString();
        return sign + plain + (plain.indexOf('.') < 0 ? ".0" : "");
    }

    /** Java's own {@code Double.toString} is the shortest only from release 19 on. */
    private static BigDecimal shortest(double x) {
        BigDecimal exact = new BigDecimal(x);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal down = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal up = exact.round(new MathContext(digits, RoundingMode.UP));
            boolean downReads = down.doubleValue() == x;
            boolean upReads = up.doubleValue() == x;
            if (downReads && upReads) {
                return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            }
            if (downReads || upReads) {
                return downReads ? down : up;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }
}
