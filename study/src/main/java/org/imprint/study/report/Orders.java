package org.imprint.study.report;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.lab.sweep.DataChoice;

/** Total orders of groups and configurations, so that a page does not depend on the order in which runs were stored. */
final class Orders {

    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final int WIDEST = 12;

    private Orders() {}

    static Comparator<DataChoice> groups() {
        return Comparator.comparing((DataChoice d) -> String.join("+", d.dataSets()))
                .thenComparing(d -> natural(d.mapping().name()))
                .thenComparing(d -> d.task().name())
                .thenComparing(d -> natural(d.backbone()))
                .thenComparing(d -> d.task().splits().toString())
                .thenComparing(d -> d.mapping().newLabels().toString());
    }

    /** Returns a text in which numbers are padded, so that {@code map10} comes after {@code map2}. */
    static String natural(String name) {
        return DIGITS.matcher(name).replaceAll(digits -> padded(digits.group()));
    }

    private static String padded(String digits) {
        return Matcher.quoteReplacement("0".repeat(Math.max(0, WIDEST - digits.length())) + digits);
    }

    /** Returns the distinct values in order. */
    static <T> List<T> distinct(List<T> values, Comparator<T> order) {
        return values.stream().distinct().sorted(order).toList();
    }
}
