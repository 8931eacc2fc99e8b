package org.imprint.study.analysis.method;

import java.util.Optional;
import java.util.OptionalInt;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.sweep.Method;

/** Configurations that figures are about. */
public final class Methods {

    private Methods() {}

    /** Returns the configuration of L2 everywhere, every row, and max of inner products: what figures are drawn for. */
    public static Method normalized(ProxyGenerator generator) {
        return new Method(new L2Norm(), new L2Norm(), new L2Norm(), new KeepAll(), generator, new MaxInnerProduct());
    }

    /** Returns the configuration without NORM, of every row, and max of inner products. */
    public static Method plain(ProxyGenerator generator) {
        return new Method(new NoNorm(), new NoNorm(), new NoNorm(), new KeepAll(), generator, new MaxInnerProduct());
    }

    /** Returns a configuration with another generator. */
    public static Method with(Method method, ProxyGenerator generator) {
        return new Method(
                method.pre(), method.post(), method.inf(), method.presampling(), generator, method.aggregation());
    }

    /** Returns a configuration that sees n rows of each class, drawn at random. */
    public static Method withFewShot(Method method, int n) {
        return new Method(
                method.pre(),
                method.post(),
                method.inf(),
                Presampling.of(Optional.empty(), OptionalInt.of(n)),
                method.generator(),
                method.aggregation());
    }
}
