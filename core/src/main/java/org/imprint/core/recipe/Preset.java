package org.imprint.core.recipe;

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
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.KeepAll;

/**
 * The published recipes that the paper compares.
 *
 * <p>Accuracies are those of the paper over 12 tasks and 4 backbones.
 */
public enum Preset implements Named {
    /** H. Qi, M. Brown, D. Lowe, CVPR 2018: one normalised mean per class. 86.79 %. */
    QI("qi", "Qi et al."),
    /** Y. Hosoda et al., 2024: means given one distribution of values by quantile normalisation. 82.90 %. */
    HOSODA("hosoda", "Hosoda et al."),
    /** P. Janson et al., 2022: nearest class mean by Euclidean distance. 86.64 %. */
    JANSON("janson", "Janson et al."),
    /** The paper's own: k-means proxies, L2 everywhere, the strongest proxy answers. 91.06 % with k = 20. */
    PAPER("paper", "IMPRINT"),
    /** Least squares on all embeddings: what a linear head can reach at best. 94.54 %. */
    ORACLE("oracle", "oracle");

    private final String wireName;
    private final String title;

    Preset(String wireName, String title) {
        this.wireName = wireName;
        this.title = title;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns the name in tables. */
    public String title() {
        return title;
    }

    /**
     * Returns the recipe.
     *
     * @param k proxies per class, used by {@link #PAPER} alone
     * @param lambda ridge λ, used by {@link #ORACLE} alone
     */
    public Recipe recipe(int k, double lambda) {
        Normalization post = this == HOSODA ? new QuantileNorm() : norm();
        return new Recipe(norm(), new KeepAll(), generator(k, lambda), post, norm(), aggregation());
    }

    private RowNormalization norm() {
        return this == QI || this == PAPER ? new L2Norm() : new NoNorm();
    }

    private ProxyGenerator generator(int k, double lambda) {
        return switch (this) {
            case QI, HOSODA, JANSON -> new MeanGenerator();
            case PAPER -> new KMeansGenerator(k);
            case ORACLE -> new LeastSquaresGenerator(lambda);
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
