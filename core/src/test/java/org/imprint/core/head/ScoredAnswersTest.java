package org.imprint.core.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.InnerProductVote;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.NoNorm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScoredAnswersTest {

    private static final int D = 9;
    private static final int CLASSES = 40;

    static List<Aggregation> aggregations() {
        return List.of(
                new MaxInnerProduct(),
                new NearestProxy(Metric.EUCLIDEAN),
                new NearestVote(3, Metric.COSINE, Weighting.UNIFORM),
                new NearestVote(5, Metric.EUCLIDEAN, Weighting.INVERSE_DISTANCE),
                new InnerProductVote(3, Weighting.UNIFORM));
    }

    /** Small integers, so that many classes tie; class 1 has the proxies of class 0 moved by less than a float of the product shows. */
    private static Head head(Aggregation aggregation, Semantics semantics) {
        SplittableRandom random = new SplittableRandom(5);
        List<FloatMatrix> proxies = new ArrayList<>();
        for (int c = 0; c < CLASSES; c++) {
            FloatMatrix own = FloatMatrix.zeros(2, D);
            for (int i = 0; i < 2 * D; i++) {
                own.data()[i] = random.nextInt(-2, 3);
            }
            own.data()[0] = 1000;
            proxies.add(own);
        }
        FloatMatrix above = proxies.get(0).copy();
        above.data()[D - 1] += 1e-5f;
        proxies.set(1, above);
        return Head.of(proxies, new NoNorm(), aggregation, semantics, Optional.empty());
    }

    private static FloatMatrix queries(int n) {
        SplittableRandom random = new SplittableRandom(6);
        FloatMatrix queries = FloatMatrix.zeros(n, D);
        for (int i = 0; i < n * D; i++) {
            queries.data()[i] = random.nextInt(-2, 3);
        }
        return queries;
    }

    @ParameterizedTest
    @MethodSource("aggregations")
    void areTheAnswersAndTheScoresOfOnePassEach(Aggregation aggregation) {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            for (Semantics semantics : Semantics.values()) {
                Head head = head(aggregation, semantics);
                for (int n : new int[] {0, 1, 7, 700}) {
                    FloatMatrix queries = queries(n);
                    ScoredAnswers scored = head.scored(queries, Parallel.on(pool, 2));
                    Answers answers = head.answer(queries, Parallel.serial());

                    assertThat(scored.answers().classIndices()).isEqualTo(answers.classIndices());
                    assertThat(scored.classScores().toArray())
                            .isEqualTo(
                                    head.classScores(queries, Parallel.serial()).toArray());
                    for (int i = 0; i < n; i++) {
                        assertThat(scored.answers().score(i))
                                .isEqualTo((float) answers.score(i))
                                .isEqualTo(scored.classScores().get(i, answers.classIndex(i)));
                    }
                }
            }
        } finally {
            pool.shutdown();
        }
    }
}
