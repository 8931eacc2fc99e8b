package org.imprint.core.gen;

/** Makes the proxies (weight rows) of a task from its embeddings: the GEN step. */
public sealed interface ProxyGenerator permits ClassGenerator, JointGenerator {

    /** Largest number of proxies per class that can be asked for. */
    int MAX_K = 10_000;

    /** Returns the name in sweep and result files; k is not part of it. */
    String wireName();

    /** Returns whether different seeds can give different proxies in corrected semantics. */
    boolean usesSeed();
}
