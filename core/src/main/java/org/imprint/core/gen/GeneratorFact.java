package org.imprint.core.gen;

/** What is true of a generator whatever its k, and lets plans share and fold work. */
public enum GeneratorFact {
    /** It solves a ridge regression, and asks for λ. */
    NEEDS_RIDGE,
    /** For one class and seed the proxies for k are the first k of those for any larger k ≤ n. */
    HAS_PREFIXES,
    /** A class of n &lt; k rows gets these rows, in their order, as its proxies, without a draw: as {@link AllGenerator} does. */
    KEEPS_SMALL_CLASSES
}
