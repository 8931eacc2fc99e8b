package org.imprint.core.recipe;

import java.util.function.Supplier;
import org.imprint.core.Named;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.gen.Ridge;
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

    /** Returns the mean accuracy in per cent that the paper gives it over 12 tasks and 4 backbones; of {@link #PAPER} with k = 20. */
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
     * @throws IllegalArgumentException if there is none, naming the legal ones
     */
    public static Preset of(String wireName) {
        return Named.find("recipe", Preset.class, wireName);
    }
}
