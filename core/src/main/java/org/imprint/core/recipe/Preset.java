package org.imprint.core.recipe;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.leastsquares.Ridge;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.KeepAll;

/** The published recipes that the paper compares. */
public enum Preset implements Named {
    /** H. Qi, M. Brown, D. Lowe, CVPR 2018: one normalised mean per class. */
    QI("qi", "Qi et al.", 86.79),
    /** Y. Hosoda et al., 2024: means given one distribution of values by quantile normalisation. */
    HOSODA("hosoda", "Hosoda et al.", 82.90),
    /** P. Janson et al., 2022: nearest class mean by Euclidean distance. */
    JANSON("janson", "Janson et al.", 86.64),
    /** The paper's own: k-means proxies, L2 everywhere, the strongest proxy answers. */
    PAPER("paper", "IMPRINT", 91.06),
    /** Least squares on all embeddings: what a linear head can reach at best. */
    ORACLE("oracle", "oracle", 94.54);

    /** Groups that the published accuracies are means over: 12 tasks times 4 backbones. */
    public static final int PUBLISHED_GROUPS = 48;

    /** Proxies per class of {@link #PAPER} in the published comparison. */
    public static final int PUBLISHED_K = 20;

    private final String wireName;
    private final String title;
    private final double publishedAccuracy;

    Preset(String wireName, String title, double publishedAccuracy) {
        this.wireName = wireName;
        this.title = title;
        this.publishedAccuracy = publishedAccuracy;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns the name in tables. */
    public String title() {
        return title;
    }

    /** Returns the mean accuracy in per cent that the paper gives it over {@value #PUBLISHED_GROUPS} groups; see {@link #published}. */
    public double publishedAccuracy() {
        return publishedAccuracy;
    }

    /**
     * Returns the recipe.
     *
     * @param k proxies per class, used by {@link #PAPER} alone
     * @param lambda ridge λ, used by {@link #ORACLE} alone
     */
    public Recipe recipe(int k, double lambda) {
        return recipe(k, () -> Ridge.of(lambda));
    }

    /**
     * Returns the recipe with the λ of whichever backbone made the embeddings.
     *
     * @param k proxies per class, used by {@link #PAPER} alone
     */
    public Recipe recipe(int k) {
        return recipe(k, Ridge::ofBackbone);
    }

    /** Returns whether its recipes differ by k. */
    public boolean hasK() {
        return generator(1, Ridge::ofBackbone).kind().usesK();
    }

    /** Returns the recipe that the published accuracy is of: k = {@value #PUBLISHED_K}, and the λ of the backbone. */
    public Recipe published() {
        return recipe(PUBLISHED_K);
    }

    /**
     * Returns the preset whose {@linkplain #published published recipe} this is, or must give the same answers as: one voter by any
     * weighting, max by a distance, and {@code kls} with one cluster per class are no different.
     */
    public static Optional<Preset> of(Recipe recipe) {
        return Stream.of(values()).filter(p -> p.gives(recipe)).findFirst();
    }

    private boolean gives(Recipe recipe) {
        Recipe mine = published();
        return recipe.equals(mine)
                || this == JANSON
                        && (recipe.equals(mine.with(NearestVote.nearest(Metric.EUCLIDEAN)))
                                || recipe.equals(mine.with(new NearestProxy(Metric.EUCLIDEAN))))
                || this == ORACLE
                        && recipe.equals(mine.with(new ClusteredLeastSquaresGenerator(1, Ridge.ofBackbone())));
    }

    private Recipe recipe(int k, Supplier<Ridge> ridge) {
        Normalization post = this == HOSODA ? new QuantileNorm() : norm();
        return new Recipe(norm(), new KeepAll(), generator(k, ridge), post, norm(), aggregation());
    }

    private RowNormalization norm() {
        return this == QI || this == PAPER ? new L2Norm() : new NoNorm();
    }

    private ProxyGenerator generator(int k, Supplier<Ridge> ridge) {
        return switch (this) {
            case QI, HOSODA, JANSON -> new MeanGenerator();
            case PAPER -> new KMeansGenerator(k);
            case ORACLE -> new LeastSquaresGenerator(ridge.get());
        };
    }

    private Aggregation aggregation() {
        return this == JANSON
                ? new NearestVote(1, Metric.EUCLIDEAN, Weighting.INVERSE_DISTANCE)
                : new MaxInnerProduct();
    }

    /**
     * Returns the preset with a wire name.
     *
     * @throws ImprintException if there is none, naming the legal ones
     */
    public static Preset of(String wireName) {
        return Named.find("recipe", Preset.class, wireName);
    }
}
