package org.imprint.study.report;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.lab.sweep.AggregationChoice;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.PresamplingChoice;
import org.imprint.lab.sweep.QuantileBand;

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

    static Comparator<Method> methods() {
        return Comparator.comparing((Method m) -> m.generator().method())
                .thenComparing(m -> m.generator().k())
                .thenComparing(m -> m.pre().wireName())
                .thenComparing(m -> m.post().wireName())
                .thenComparing(m -> m.inf().wireName())
                .thenComparing(Method::presampling, presamplings())
                .thenComparing(Method::aggregation, aggregations());
    }

    static Comparator<PresamplingChoice> presamplings() {
        return Comparator.comparing((PresamplingChoice p) -> p.band().isPresent())
                .thenComparing(p -> p.fewShot().orElse(Integer.MAX_VALUE))
                .thenComparing(p -> p.band().map(QuantileBand::toString).orElse(""));
    }

    static Comparator<AggregationChoice> aggregations() {
        return Comparator.comparing(AggregationChoice::method)
                .thenComparing(AggregationChoice::m)
                .thenComparing(AggregationChoice::distance)
                .thenComparing(AggregationChoice::weighting);
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
