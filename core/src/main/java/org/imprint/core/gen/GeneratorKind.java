package org.imprint.core.gen;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.MethodKind;
import org.imprint.core.Source;
import org.imprint.core.leastsquares.Ridge;

/**
 * A kind of generator: its names, and what holds of it before its k and λ are chosen.
 *
 * <p>A generator says this once, in a constant {@code KIND} where it is defined; sweeps, plans, stores, tables and figures ask here.
 */
public final class GeneratorKind extends MethodKind<GeneratorKind> {

    private final Class<? extends ProxyGenerator> type;
    private final boolean usesK;
    private final IntFunction<? extends ProxyGenerator> maker;
    private final Set<GeneratorFact> facts;

    private GeneratorKind(
            String wireName,
            String title,
            Class<? extends ProxyGenerator> type,
            boolean usesK,
            IntFunction<? extends ProxyGenerator> maker,
            Set<GeneratorFact> facts) {
        super("generator", wireName, title);
        this.type = type;
        this.usesK = usesK;
        this.maker = maker;
        this.facts = facts;
    }

    /**
     * Returns a kind whose k is chosen freely.
     *
     * @param wireName the name in files and on the command line: lower-case letters, digits and {@code _}
     * @param title the name that people read
     * @param maker makes the generator of a k in [1, {@value ProxyGenerator#MAX_K}]; λ, if it has one, is {@link Ridge#ofBackbone}
     */
    public static <G extends ProxyGenerator> GeneratorKind withK(
            String wireName, String title, Class<G> type, IntFunction<G> maker, GeneratorFact... facts) {
        return new GeneratorKind(wireName, title, type, true, maker, Set.of(facts));
    }

    /** Returns a kind that has no k to choose; otherwise as {@link #withK}. */
    public static <G extends ProxyGenerator> GeneratorKind withoutK(
            String wireName, String title, Class<G> type, Supplier<G> maker, GeneratorFact... facts) {
        return new GeneratorKind(wireName, title, type, false, k -> maker.get(), Set.of(facts));
    }

    /** Returns a kind of which nothing but the name is at hand. */
    static GeneratorKind missing(String wireName) {
        return new GeneratorKind(
                wireName, wireName, MissingGenerator.class, true, k -> new MissingGenerator(wireName, k), Set.of());
    }

    /** Returns the kinds of this toolkit, in the order in which people are shown them. */
    public static List<GeneratorKind> ours() {
        return Ours.KINDS;
    }

    @Override
    protected List<GeneratorKind> inOrder() {
        return ours();
    }

    /** Returns where the method comes from; empty if its record does not say. */
    public Optional<Source> source() {
        return Optional.ofNullable(type.getAnnotation(Source.class));
    }

    /** Returns the class of its generators. */
    public Class<? extends ProxyGenerator> type() {
        return type;
    }

    /** Returns whether k is chosen freely. */
    public boolean usesK() {
        return usesK;
    }

    /** Returns whether something holds. */
    public boolean has(GeneratorFact fact) {
        return facts.contains(fact);
    }

    /** Returns whether all classes are made at once. */
    public boolean isJoint() {
        return JointGenerator.class.isAssignableFrom(type);
    }

    /** Returns whether its code is at hand; if not, runs of it can be read and shown, but not computed. */
    public boolean isKnown() {
        return type != MissingGenerator.class;
    }

    /**
     * Returns the generator of a k.
     *
     * @param k in [1, {@value ProxyGenerator#MAX_K}]; anything where k is not chosen
     */
    public ProxyGenerator of(int k) {
        return maker.apply(k);
    }

    /**
     * Returns the generator of a kind without k.
     *
     * @throws ImprintException if k has to be chosen
     */
    public ProxyGenerator only() {
        Checks.require(!usesK, wireName() + " needs k", "none");
        return maker.apply(1);
    }

    /** Apart, because the generators' own constants need this class first. */
    private static final class Ours {
        static final List<GeneratorKind> KINDS = List.of(
                KMeansGenerator.KIND,
                KMedoidsGenerator.KIND,
                MeanGenerator.KIND,
                LeastSquaresGenerator.KIND,
                ClusteredLeastSquaresGenerator.KIND,
                CovarianceMaxGenerator.KIND,
                RandomGenerator.KIND,
                FarthestPointGenerator.KIND,
                AllGenerator.KIND,
                XavierGenerator.KIND);
    }
}
