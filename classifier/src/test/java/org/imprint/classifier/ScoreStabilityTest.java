package org.imprint.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a class scores when others come and go. */
class ScoreStabilityTest {

    private static final int D = 67; // no multiple of what processors take at once

    private static FloatMatrix cloud(SplittableRandom random, int n) {
        FloatMatrix x = FloatMatrix.zeros(n, D);
        for (int i = 0; i < n * D; i++) {
            x.data()[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static EmbeddingClassifier classifier(Recipe recipe, Parallel parallel) {
        return EmbeddingClassifier.empty(D, FitOptions.standard().with(recipe), parallel, Clock.systemUTC());
    }

    private static Map<String, Double> scores(Prediction answer, int classes) {
        Map<String, Double> scores = new HashMap<>();
        answer.top(classes).forEach(s -> scores.put(s.name(), s.score()));
        return scores;
    }

    /** Across sizes at which proxies are cut into blocks. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 60})
    void learningAClassLeavesTheScoresOfOthersAsTheyAreToTheBit(int perClass) {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            learnsAndForgets(classifier(Preset.PAPER.recipe(20), Parallel.on(pool, 2)), perClass);
        } finally {
            pool.shutdown();
        }
    }

    private static void learnsAndForgets(EmbeddingClassifier classifier, int perClass) {
        SplittableRandom random = new SplittableRandom(11);
        FloatMatrix queries = cloud(random, 33);
        Map<String, double[]> first = new HashMap<>();
        for (int c = 0; c < 150; c++) {
            classifier.learn("class " + c, cloud(random, perClass));
            if (c % 7 == 6) {
                classifier.forget("class " + (c - 3));
                first.remove("class " + (c - 3));
            }
            if (c % 10 == 0 || c == 149) {
                compare(classifier, queries, first);
            }
        }
    }

    private static void compare(EmbeddingClassifier classifier, FloatMatrix queries, Map<String, double[]> first) {
        int classes = classifier.classNames().size();
        List<Prediction> together = classifier.predict(queries);
        for (int i = 0; i < queries.rows(); i++) {
            Map<String, Double> scores = scores(together.get(i), classes);
            assertThat(scores(classifier.predict(queries.row(i)), classes)).isEqualTo(scores);
            int at = i;
            scores.forEach((name, score) -> {
                double[] before = first.computeIfAbsent(name, n -> new double[queries.rows()]);
                if (before[at] == 0) {
                    before[at] = score;
                }
                assertThat(score).as(name).isEqualTo(before[at]);
            });
        }
    }

    /** Three votes are three votes: a new class that is near takes some from the others. */
    @Test
    void votesMayShiftToANewClass() {
        EmbeddingClassifier classifier = classifier(
                Preset.PAPER.recipe(20).with(new NearestVote(3, Metric.COSINE, Weighting.UNIFORM)), Parallel.serial());
        SplittableRandom random = new SplittableRandom(12);
        classifier.learn("old", cloud(random, 10));
        FloatMatrix queries = cloud(random, 1);
        assertThat(classifier.predict(queries.row(0)).score()).isEqualTo(1);
        classifier.learn("new", queries);

        Prediction answer = classifier.predict(queries.row(0));
        assertThat(scores(answer, 2)).containsEntry("old", (double) (2 / 3f)).containsEntry("new", (double) (1 / 3f));
    }
}
