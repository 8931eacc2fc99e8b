package org.imprint.core.recipe;

import org.imprint.core.agg.Aggregation;
import org.imprint.core.gen.GeneratorFact;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Presampling;

/**
 * What is done at each step of the IMPRINT framework.
 *
 * <pre>
 *   x ─ NORMpre ─ presampling ─ GEN ─ NORMpost ─▶ proxies,      query ─ NORMinf ─ AGG(proxies) ─▶ class
 * </pre>
 *
 * <p>Source: "Robust Weight Imprinting: Insights from Neural Collapse and Proxy-Based Aggregation", TMLR 2025, section 3.
 *
 * @param pre NORMpre, applied to the training embeddings
 * @param presampling which of them the generator sees
 * @param generator GEN
 * @param post NORMpost, applied to the proxies
 * @param inf NORMinf, applied to queries
 * @param aggregation AGG
 */
public record Recipe(
        RowNormalization pre,
        Presampling presampling,
        ProxyGenerator generator,
        Normalization post,
        RowNormalization inf,
        Aggregation aggregation) {

    /** Returns whether GEN is least squares of some kind and so needs a ridge λ. */
    public boolean needsLambda() {
        return generator.kind().has(GeneratorFact.NEEDS_RIDGE);
    }

    /** Returns the recipe with λ put in, where GEN asks for the backbone's; otherwise itself. */
    public Recipe withLambda(double lambda) {
        return with(generator.withLambda(lambda));
    }

    /** Returns the recipe with another GEN. */
    public Recipe with(ProxyGenerator other) {
        return new Recipe(pre, presampling, other, post, inf, aggregation);
    }

    /** Returns the recipe with another AGG. */
    public Recipe with(Aggregation other) {
        return new Recipe(pre, presampling, generator, post, inf, other);
    }
}
