package org.imprint.serve.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.imprint.classifier.Answering;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.unknown.KnownScore;
import org.imprint.serve.http.HttpProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Company changes no answer, and no fault of one question reaches another. */
class AnswerBatchesTest {

    private static final int D = 37;
    private static final int CLASSES = 5;

    private final BatchThreads threads = new BatchThreads(1, Parallel.serial());
    private final BatchCounts counts = new BatchCounts();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void end() {
        gate.countDown();
        threads.close();
    }

    static Stream<Arguments> recipesAndScores() {
        return Stream.concat(
                Stream.of(Preset.values()).map(preset -> Arguments.of(preset, Optional.empty())),
                Stream.of(KnownScore.values()).map(score -> Arguments.of(Preset.PAPER, Optional.of(score))));
    }

    @ParameterizedTest
    @MethodSource("recipesAndScores")
    void answersAreThoseOfTheQuestionAloneToTheBit(Preset preset, Optional<KnownScore> score) {
        Certainty certainty = Certainty.standard().with(score.map(kind -> new Rejection(0.1, Optional.of(kind))));
        ClassifierState state = EmbeddingClassifier.fit(
                        classes(),
                        FitOptions.standard().with(preset.recipe(3, 0.05)).with(certainty))
                .state();
        AnswerBatches batches = heldUp(state);
        List<FloatMatrix> questions = new ArrayList<>();
        List<CompletableFuture<List<Prediction>>> asked = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            FloatMatrix rows = rows(i % CLASSES, 1 + i % 3, 1000 + i);
            questions.add(rows);
            asked.add(batches.answers(rows));
        }
        gate.countDown();
        for (int i = 0; i < questions.size(); i++) {
            List<Prediction> alone = Answering.predict(state, questions.get(i), Parallel.serial());
            assertThat(told(asked.get(i).join())).isEqualTo(told(alone));
        }
        assertThat(counts.batchedRows()).isEqualTo(79);
        assertThat(counts.batches()).isLessThan(12);
    }

    @Test
    void aQuestionThatCannotBeAnsweredFailsAlone() {
        ClassifierState state = EmbeddingClassifier.fit(classes()).state();
        AnswerBatches batches = heldUp(state);
        FloatMatrix bad = rows(0, 2, 5);
        bad.data()[D + 3] = Float.NaN;
        List<CompletableFuture<List<Prediction>>> good = new ArrayList<>();
        good.add(batches.answers(rows(1, 1, 6)));
        CompletableFuture<List<Prediction>> notFinite = batches.answers(bad);
        CompletableFuture<List<Prediction>> wide = batches.answers(FloatMatrix.zeros(1, D + 1));
        good.add(batches.answers(rows(2, 3, 7)));
        gate.countDown();
        assertThatThrownBy(notFinite::join)
                .hasRootCauseInstanceOf(ImprintException.class)
                .hasMessageContaining("query row 1 must be finite, was NaN at column 3");
        assertThatThrownBy(wide::join)
                .hasRootCauseInstanceOf(ImprintException.class)
                .hasMessageContaining("must have width 37");
        assertThat(good.get(0).join()).hasSize(1);
        assertThat(good.get(1).join()).hasSize(3);
    }

    @Test
    void anErrorOfABatchFailsItsQuestionsAndNoOther() {
        ClassifierState state = EmbeddingClassifier.fit(classes()).state();
        int[] asked = {0};
        AnswerBatches batches = new AnswerBatches(
                () -> {
                    if (asked[0]++ == 0) {
                        throw new OutOfMemoryError("no heap is left");
                    }
                    return state;
                },
                threads,
                counts);
        threads.answers().execute(this::await);
        CompletableFuture<List<Prediction>> first = batches.answers(rows(1, 1, 6));
        CompletableFuture<List<Prediction>> with = batches.answers(rows(2, 1, 7));
        gate.countDown();
        for (CompletableFuture<List<Prediction>> failed : List.of(first, with)) {
            assertThat(failed)
                    .failsWithin(30, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withCauseInstanceOf(OutOfMemoryError.class);
        }
        assertThat(batches.answers(rows(3, 1, 8))).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void tooManyAreRefused() {
        AnswerBatches batches = heldUp(EmbeddingClassifier.fit(classes()).state());
        FloatMatrix many = FloatMatrix.zeros(AnswerBatches.MOST_WAITING, D);
        CompletableFuture<List<Prediction>> first = batches.answers(many);
        assertThatThrownBy(() -> batches.answers(many))
                .isInstanceOfSatisfying(
                        HttpProblem.class, p -> assertThat(p.status()).isEqualTo(429));
        assertThat(counts.refused()).isEqualTo(1);
        gate.countDown();
        assertThat(first.join()).hasSize(AnswerBatches.MOST_WAITING);
        assertThat(batches.waiting()).isZero();
    }

    @Test
    void allRowsOfABatchAreAnsweredByOneState() throws InterruptedException {
        List<ClassifierState> states = List.of(
                EmbeddingClassifier.fit(classes()).state(),
                EmbeddingClassifier.fit(classes()).state());
        int[] asked = {0};
        CountDownLatch twice = new CountDownLatch(2);
        AnswerBatches batches = new AnswerBatches(
                () -> {
                    twice.countDown();
                    return states.get(asked[0]++ % 2);
                },
                threads,
                counts);
        threads.answers().execute(this::await);
        List<CompletableFuture<List<Prediction>>> answers = new ArrayList<>();
        for (int i = 0; i < AnswerBatches.MOST_ROWS + 1; i++) {
            answers.add(batches.answers(rows(i % CLASSES, 1, i)));
        }
        gate.countDown();
        assertThat(twice.await(30, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i <= AnswerBatches.MOST_ROWS; i++) {
            ClassifierState by = answers.get(i).join().get(0).state();
            assertThat(by).isSameAs(states.get(i / AnswerBatches.MOST_ROWS));
        }
    }

    /** Returns batches whose one thread is busy until the gate opens. */
    private AnswerBatches heldUp(ClassifierState state) {
        threads.answers().execute(this::await);
        return new AnswerBatches(() -> state, threads, counts);
    }

    private void await() {
        try {
            gate.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is told of an answer, numbers to the bit. */
    private static List<String> told(List<Prediction> predictions) {
        return predictions.stream()
                .map(p -> p.label() + " " + Double.toHexString(p.score()) + " " + Double.toHexString(p.knownScore())
                        + " " + p.isUnknown() + " "
                        + Arrays.toString(p.probabilities()))
                .toList();
    }

    private static Map<String, FloatMatrix> classes() {
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        for (int c = 0; c < CLASSES; c++) {
            classes.put("class" + c, rows(c, 20, c));
        }
        return classes;
    }

    private static FloatMatrix rows(int axis, int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix rows = FloatMatrix.zeros(n, D);
        for (int i = 0; i < n * D; i++) {
            rows.data()[i] = (float) random.nextDouble(-0.5, 0.5) + (i % D == axis ? 1 : 0);
        }
        return rows;
    }
}
