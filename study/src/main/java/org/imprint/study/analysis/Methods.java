package org.imprint.study.analysis;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.lab.sweep.AggregationChoice;
import org.imprint.lab.sweep.AggregationMethod;
import org.imprint.lab.sweep.Distance;
import org.imprint.lab.sweep.GeneratorChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.MethodKey;
import org.imprint.lab.sweep.PresamplingChoice;
import org.imprint.lab.sweep.QuantileBand;

/** Configurations in order and in words, and those that figures are about. */
public final class Methods {

    /** Order of tables in which nothing else decides: NORM, presampling, GEN, k, AGG. Equal only for equal methods. */
    public static final Comparator<Method> ORDER = Comparator.<Method, String>comparing(MethodKey.PRE::of)
            .thenComparing(MethodKey.POST::of)
            .thenComparing(MethodKey.INF::of)
            .thenComparing(
                    m -> m.presampling().band().map(QuantileBand::toString).orElse(""))
            .thenComparing(m -> m.presampling().fewShot().orElse(Integer.MAX_VALUE))
            .thenComparing(m -> m.generator().method())
            .thenComparing(m -> m.generator().k())
            .thenComparing(m -> m.aggregation().method())
            .thenComparing(m -> m.aggregation().distance())
            .thenComparing(m -> m.aggregation().weighting())
            .thenComparing(m -> m.aggregation().m());

    private Methods() {}

    /** Returns the configuration of L2 everywhere, every row, and max of inner products: what figures are drawn for. */
    public static Method normalized(GeneratorChoice generator) {
        return new Method(
                new L2Norm(),
                new L2Norm(),
                new L2Norm(),
                PresamplingChoice.all(),
                generator,
                AggregationChoice.max(Distance.INNER_PRODUCT));
    }

    /** Returns the configuration without NORM, of every row, and max of inner products. */
    public static Method plain(GeneratorChoice generator) {
        return new Method(
                new NoNorm(),
                new NoNorm(),
                new NoNorm(),
                PresamplingChoice.all(),
                generator,
                AggregationChoice.max(Distance.INNER_PRODUCT));
    }

    /** Returns a configuration with another generator. */
    public static Method with(Method method, GeneratorChoice generator) {
        return new Method(
                method.pre(), method.post(), method.inf(), method.presampling(), generator, method.aggregation());
    }

    /** Returns a configuration that sees n rows of each class, drawn at random. */
    public static Method withFewShot(Method method, int n) {
        return new Method(
                method.pre(),
                method.post(),
                method.inf(),
                new PresamplingChoice(Optional.empty(), OptionalInt.of(n)),
                method.generator(),
                method.aggregation());
    }

    /** Returns a configuration in one line as programs read it, such as {@code kmeans k=20, norm l2/l2/l2, max inner_product}. */
    public static String text(Method method) {
        StringJoiner text = new StringJoiner(", ");
        boolean k = method.generator().method().usesK();
        text.add(
                MethodKey.GENERATOR.of(method) + (k ? " k=" + method.generator().k() : ""));
        text.add("norm " + MethodKey.PRE.of(method) + "/" + MethodKey.POST.of(method) + "/" + MethodKey.INF.of(method));
        method.presampling().band().ifPresent(b -> text.add("weibull " + b.low() + "-" + b.high()));
        method.presampling().fewShot().ifPresent(n -> text.add("few-shot " + n));
        return text.add(aggregation(method)).toString();
    }

    private static String aggregation(Method method) {
        String distance = MethodKey.DISTANCE.of(method);
        return method.aggregation().method() == AggregationMethod.MAX
                ? "max " + distance
                : "mnn m=" + method.aggregation().m() + " " + distance + " " + MethodKey.WEIGHTING.of(method);
    }
}
