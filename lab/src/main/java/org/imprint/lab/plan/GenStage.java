package org.imprint.lab.plan;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.imprint.core.gen.GeneratorFact;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.MethodText;

/**
 * The stages up to GEN that the runs of a batch share.
 *
 * @param pre NORMpre
 * @param presampling which rows the generator sees
 * @param kind GEN
 * @param k its k; empty where the proxies for a smaller k are the first of those for a larger one, so that a batch takes several
 * @param seed empty if nothing is drawn from it
 */
public record GenStage(
        RowNormalization pre, Presampling presampling, GeneratorKind kind, OptionalInt k, OptionalLong seed) {

    /** Returns the stages of a canonical method. */
    static GenStage of(Method method, OptionalLong seed) {
        ProxyGenerator generator = method.generator();
        boolean prefixes = generator.kind().has(GeneratorFact.HAS_PREFIXES);
        OptionalInt k = prefixes ? OptionalInt.empty() : OptionalInt.of(generator.k());
        return new GenStage(method.pre(), method.presampling(), generator.kind(), k, seed);
    }

    /** Returns the name in messages and claims; different stages have different names. */
    public String name() {
        StringJoiner name = new StringJoiner(", ");
        name.add(MethodText.generator(kind, k)).add("pre " + pre.wireName());
        if (!presampling.isAll()) {
            name.add(MethodText.rows(presampling));
        }
        seed.ifPresent(s -> name.add("seed " + s));
        return name.toString();
    }
}
