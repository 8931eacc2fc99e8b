package org.imprint.lab.sweep.key;

import java.util.Comparator;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.WireAggregation;
import org.imprint.lab.sweep.WirePresampling;

/** Total orders of methods and their parts: two are equal only if they are the same. */
public final class MethodOrder {

    /** GEN, k. */
    public static final Comparator<ProxyGenerator> GENERATOR =
            Comparator.comparing(ProxyGenerator::kind).thenComparing(ProxyGenerator::k);

    /** AGG, m, distance, weighting. */
    public static final Comparator<Aggregation> AGGREGATION = Comparator.comparing(Aggregation::kind)
            .thenComparing(a -> a.voters().orElse(0))
            .thenComparing(a -> WireAggregation.distances().indexOf(a.distance()))
            .thenComparing(Aggregation::distance)
            .thenComparing(Aggregation::weighting);

    /** All rows, few shots by n, then bands. */
    public static final Comparator<Presampling> PRESAMPLING = Comparator.comparing(
                    (Presampling p) -> p.band().isPresent())
            .thenComparing(p -> p.fewShot().orElse(Integer.MAX_VALUE))
            .thenComparing(MethodOrder::written);

    /** NORM, presampling, GEN, k, AGG. */
    public static final Comparator<Method> METHOD = Comparator.<Method, String>comparing(MethodKey.PRE::of)
            .thenComparing(MethodKey.POST::of)
            .thenComparing(MethodKey.INF::of)
            .thenComparing(m -> written(m.presampling()))
            .thenComparing(m -> m.presampling().fewShot().orElse(Integer.MAX_VALUE))
            .thenComparing(Method::generator, GENERATOR)
            .thenComparing(Method::aggregation, AGGREGATION);

    private MethodOrder() {}

    private static String written(Presampling presampling) {
        if (presampling.band().isEmpty()) {
            return "";
        }
        WirePresampling wire = WirePresampling.of(presampling);
        return wire.low() + " " + wire.high();
    }
}
