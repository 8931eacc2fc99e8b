package org.imprint.core.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.norm.RowNormalization;

/**
 * The methods that have a name: ours, then those of {@link OwnMethods} on the class path.
 *
 * <p>Read once, when first asked; it does not change afterwards. Immutable.
 */
public final class KnownMethods {

    private static final List<Normalization> OUR_NORMS = List.of(new NoNorm(), new L2Norm(), new QuantileNorm());

    private final Map<String, GeneratorKind> generators = new LinkedHashMap<>();
    private final Map<String, Normalization> normalizations = new LinkedHashMap<>();
    private final Map<String, AggregationKind> aggregations = new LinkedHashMap<>();

    private KnownMethods(Iterable<OwnMethods> own) {
        GeneratorKind.ours().forEach(g -> add(generators, "generator", g));
        OUR_NORMS.forEach(n -> add(normalizations, "normalisation", n));
        AggregationKind.ours().forEach(a -> add(aggregations, "aggregation", a));
        for (OwnMethods methods : own) {
            methods.generators().forEach(g -> add(generators, "generator", g));
            methods.normalizations().forEach(n -> add(normalizations, "normalisation", n));
            methods.aggregations().forEach(a -> add(aggregations, "aggregation", a));
        }
    }

    private static <T extends Named> void add(Map<String, T> known, String what, T method) {
        if (known.putIfAbsent(Named.checked(what, method.wireName()), method) != null) {
            throw new ImprintException("two methods must not have one name, " + what + " " + method.wireName()
                    + " is there twice: look at the jars of own methods");
        }
    }

    /** Holds what is on the class path, read when first asked. */
    private static final class OnClassPath {
        static final Supplier<KnownMethods> KNOWN = read();

        private static Supplier<KnownMethods> read() {
            try {
                List<OwnMethods> own = new ArrayList<>();
                ServiceLoader.load(OwnMethods.class).forEach(own::add);
                KnownMethods known = new KnownMethods(own);
                return () -> known;
            } catch (ServiceConfigurationError | RuntimeException e) {
                String problem = "a jar of own methods cannot be used: " + e.getMessage();
                return () -> {
                    throw new ImprintException(problem, e);
                };
            }
        }
    }

    /**
     * Returns the methods of this toolkit and of the class path.
     *
     * @throws ImprintException if a jar on the class path names methods that cannot be had, or two of one name
     */
    public static KnownMethods get() {
        return OnClassPath.KNOWN.get();
    }

    /** Returns the methods of this toolkit and of some others. */
    static KnownMethods with(List<OwnMethods> own) {
        return new KnownMethods(own);
    }

    /** Returns whether a normalisation is one of this toolkit. */
    public static boolean isOurs(Normalization normalization) {
        return OUR_NORMS.contains(normalization);
    }

    /** Returns all generators, in the order in which people are shown them. */
    public List<GeneratorKind> generators() {
        return generators.values().stream().sorted().toList();
    }

    /** Returns the generator of a name. */
    public Optional<GeneratorKind> generator(String wireName) {
        return Optional.ofNullable(generators.get(wireName));
    }

    /** Returns all normalisations, fit for NORMpost. */
    public List<Normalization> normalizations() {
        return List.copyOf(normalizations.values());
    }

    /** Returns the normalisations of single rows, fit for NORMpre and NORMinf too. */
    public List<RowNormalization> rowNormalizations() {
        return normalizations.values().stream()
                .filter(RowNormalization.class::isInstance)
                .map(RowNormalization.class::cast)
                .toList();
    }

    /** Returns the normalisation of a name. */
    public Optional<Normalization> normalization(String wireName) {
        return Optional.ofNullable(normalizations.get(wireName));
    }

    /** Returns all aggregations, in the order in which people are shown them. */
    public List<AggregationKind> aggregations() {
        return aggregations.values().stream().sorted().toList();
    }

    /** Returns the aggregation of a name. */
    public Optional<AggregationKind> aggregation(String wireName) {
        return Optional.ofNullable(aggregations.get(wireName));
    }
}
