package org.imprint.classifier.walk;

import java.util.List;
import java.util.SplittableRandom;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.InnerProductVote;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.AllGenerator;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.CovarianceMaxGenerator;
import org.imprint.core.gen.FarthestPointGenerator;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.KMedoidsGenerator;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.gen.RandomGenerator;
import org.imprint.core.gen.XavierGenerator;
import org.imprint.core.leastsquares.Ridge;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.FewShot;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.presample.Presampling;
import org.imprint.core.recipe.Recipe;

/** Draws recipes of each kind that changes are carried out differently for. */
enum WalkRecipes {
    /** One class at a time. */
    CLASS {
        @Override
        Recipe draw(SplittableRandom random) {
            return recipe(one(GENERATORS, random), one(NORMS, random), one(LOCAL, random), random);
        }
    },
    /** The head sees all classes. */
    HEAD {
        @Override
        Recipe draw(SplittableRandom random) {
            return random.nextBoolean()
                    ? recipe(one(GENERATORS, random), new QuantileNorm(), one(LOCAL, random), random)
                    : recipe(one(GENERATORS, random), one(NORMS, random), one(WHITENED, random), random);
        }
    },
    /** Least squares. */
    SUMS {
        @Override
        Recipe draw(SplittableRandom random) {
            return new Recipe(
                    one(NORMS, random),
                    new KeepAll(),
                    new LeastSquaresGenerator(Ridge.of(0.05)),
                    new NoNorm(),
                    one(NORMS, random),
                    new MaxInnerProduct());
        }
    },
    /** GEN sees all examples. */
    ALL {
        @Override
        Recipe draw(SplittableRandom random) {
            ProxyGenerator kls = new ClusteredLeastSquaresGenerator(2, Ridge.of(0.05));
            ProxyGenerator ls = new LeastSquaresGenerator(Ridge.of(0.05));
            return random.nextBoolean()
                    ? recipe(kls, one(NORMS, random), one(LOCAL, random), random)
                    : recipe(ls, new QuantileNorm(), one(LOCAL, random), random);
        }
    };

    private static final List<RowNormalization> NORMS = List.of(new NoNorm(), new L2Norm());
    private static final List<ProxyGenerator> GENERATORS = List.of(
            new MeanGenerator(1),
            new KMeansGenerator(2),
            new KMeansGenerator(3),
            new KMedoidsGenerator(2),
            new FarthestPointGenerator(2),
            new RandomGenerator(2),
            new XavierGenerator(2),
            new CovarianceMaxGenerator(2),
            new AllGenerator());
    private static final List<Aggregation> LOCAL = List.of(
            new MaxInnerProduct(),
            new MaxInnerProduct(),
            new NearestProxy(Metric.EUCLIDEAN),
            new NearestVote(1, Metric.COSINE, Weighting.UNIFORM),
            new NearestVote(3, Metric.COSINE, Weighting.INVERSE_DISTANCE),
            new NearestVote(3, Metric.EUCLIDEAN, Weighting.UNIFORM),
            new NearestVote(4, Metric.EUCLIDEAN, Weighting.INVERSE_DISTANCE),
            new NearestVote(2, Metric.MANHATTAN, Weighting.UNIFORM),
            new InnerProductVote(3, Weighting.UNIFORM));
    private static final List<Aggregation> WHITENED = List.of(
            new NearestVote(1, Metric.MAHALANOBIS, Weighting.UNIFORM),
            new NearestVote(3, Metric.MAHALANOBIS, Weighting.INVERSE_DISTANCE));

    abstract Recipe draw(SplittableRandom random);

    private static Recipe recipe(ProxyGenerator gen, Normalization post, Aggregation agg, SplittableRandom random) {
        Presampling presampling = random.nextInt(5) == 0 ? new FewShot(3) : new KeepAll();
        return new Recipe(one(NORMS, random), presampling, gen, post, one(NORMS, random), agg);
    }

    private static <T> T one(List<T> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }
}
