package org.imprint.lab.sweep;

import java.util.OptionalInt;
import java.util.StringJoiner;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.presample.Presampling;

/** Methods and their parts in one line of wire names, for files and messages; people read titles. Different ones have different texts. */
public final class MethodText {

    private MethodText() {}

    /** Returns such as {@code kmeans k=20, norm l2/l2/l2, max inner_product}. */
    public static String of(Method method) {
        StringJoiner text = new StringJoiner(", ");
        ProxyGenerator generator = method.generator();
        text.add(generator(generator.kind(), OptionalInt.of(generator.k())));
        text.add("norm " + method.pre().wireName() + "/" + method.post().wireName() + "/"
                + method.inf().wireName());
        if (!method.presampling().isAll()) {
            text.add(rows(method.presampling()));
        }
        return text.add(aggregation(method.aggregation())).toString();
    }

    /** Returns such as {@code kmeans k=20}; k only where it is chosen and given. */
    public static String generator(GeneratorKind kind, OptionalInt k) {
        return kind.wireName() + (kind.usesK() && k.isPresent() ? " k=" + k.getAsInt() : "");
    }

    /** Returns such as {@code weibull 0-0.9, few-shot 5}. */
    public static String rows(Presampling presampling) {
        WirePresampling wire = WirePresampling.of(presampling);
        StringJoiner text = new StringJoiner(", ");
        if (presampling.isAll()) {
            text.add(wire.method());
        }
        if (wire.hasBand()) {
            text.add(wire.method() + " " + wire.low() + "-" + wire.high());
        }
        presampling.fewShot().ifPresent(n -> text.add("few-shot " + n));
        return text.toString();
    }

    private static String aggregation(Aggregation aggregation) {
        OptionalInt m = aggregation.voters();
        return aggregation.wireName() + (m.isPresent() ? " m=" + m.getAsInt() : "") + " " + aggregation.distance()
                + (m.isPresent() ? " " + aggregation.weighting().wireName() : "");
    }
}
