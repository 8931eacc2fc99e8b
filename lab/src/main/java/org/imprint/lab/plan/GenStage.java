package org.imprint.lab.plan;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.imprint.core.norm.RowNormalization;
import org.imprint.lab.sweep.GeneratorChoice;
import org.imprint.lab.sweep.GeneratorMethod;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.PresamplingChoice;

/**
 * The stages up to GEN that the runs of a batch share.
 *
 * @param pre NORMpre
 * @param presampling which rows the generator sees
 * @param method GEN
 * @param k its k; empty where the proxies for a smaller k are the first of those for a larger one, so that a batch takes several
 * @param seed empty if nothing is drawn from it
 */
public record GenStage(
        RowNormalization pre, PresamplingChoice presampling, GeneratorMethod method, OptionalInt k, OptionalLong seed) {

    /** Returns the stages of a canonical method. */
    static GenStage of(Method method, OptionalLong seed) {
        GeneratorChoice generator = method.generator();
        OptionalInt k = hasPrefixes(generator.method()) ? OptionalInt.empty() : OptionalInt.of(generator.k());
        return new GenStage(method.pre(), method.presampling(), generator.method(), k, seed);
    }

    /** Returns whether the proxies for a smaller k are the first of those for a larger one. */
    public static boolean hasPrefixes(GeneratorMethod method) {
        return method == GeneratorMethod.RANDOM || method == GeneratorMethod.FPS || method == GeneratorMethod.COV_MAX;
    }

    /** Returns the name in messages and claims; different stages have different names. */
    public String name() {
        StringBuilder name = new StringBuilder(method.wireName());
        k.ifPresent(x -> name.append(" k=").append(x));
        name.append(", pre ").append(pre.wireName());
        presampling
                .band()
                .ifPresent(b ->
                        name.append(", weibull ").append(b.low()).append(" to ").append(b.high()));
        presampling.fewShot().ifPresent(n -> name.append(", ").append(n).append(" shots"));
        seed.ifPresent(s -> name.append(", seed ").append(s));
        return name.toString();
    }
}
