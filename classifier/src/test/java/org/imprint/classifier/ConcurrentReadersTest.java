package org.imprint.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;
import org.imprint.core.ImprintException;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.gen.AllGenerator;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.data.ContentDigest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Readers under a writer. Embeddings are single numbers and the largest answers, so a class that holds 1 … s scores s: an answer tells
 * the number of the state that gave it, once for each class, and the two must agree.
 */
class ConcurrentReadersTest {

    private static final int STATES = 60;
    private static final int READERS = 4;
    private static final Recipe LARGEST = new Recipe(
            new NoNorm(), new KeepAll(), new AllGenerator(), new NoNorm(), new NoNorm(), new MaxInnerProduct());

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static EmbeddingClassifier empty() {
        return EmbeddingClassifier.empty(1, FitOptions.standard().with(LARGEST), Parallel.serial(), Clock.systemUTC());
    }

    /** Two classes that both hold the numbers 1 … STATES. */
    private static EmbeddingClassifier twins() {
        EmbeddingClassifier classifier = empty();
        FloatMatrix rows = FloatMatrix.zeros(STATES, 1);
        for (int i = 0; i < STATES; i++) {
            rows.data()[i] = i + 1;
        }
        List<Example> examples = IntStream.rangeClosed(1, STATES)
                .mapToObj(i -> new Example(String.valueOf(i), "", digest(i)))
                .toList();
        classifier.learn("one", examples, rows);
        classifier.learn("two", examples, rows);
        return classifier;
    }

    private static ContentDigest digest(int i) {
        return ContentDigest.of(String.valueOf(i).getBytes(StandardCharsets.UTF_8));
    }

    /** Asks and returns the number of the state, which all parts of the answer must have. */
    private static int asked(EmbeddingClassifier classifier) {
        List<Prediction> answers = classifier.predict(FloatMatrix.ofRows(new float[] {1}, new float[] {2}));
        int number = (int) answers.get(0).score();
        for (int i = 0; i < 2; i++) {
            List<ScoredClass> both = answers.get(i).top(2);
            assertThat(both)
                    .extracting(ScoredClass::score)
                    .containsExactly((double) number * (i + 1), (double) number * (i + 1));
            assertThat(answers.get(i).nearest(2 * STATES)).hasSize(2 * number);
        }
        return number;
    }

    /** What a reader may see of the state itself. */
    private static void look(ClassifierState state) {
        assertThat(state.classes())
                .hasSize(state.head().classes())
                .allSatisfy(c -> assertThat(c.examples().size())
                        .isEqualTo(c.learned())
                        .isEqualTo(c.proxies().rows()));
    }

    private void watched(EmbeddingClassifier classifier, int rounds) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch ready = new CountDownLatch(READERS);
        List<Future<Integer>> readers = new ArrayList<>();
        for (int r = 0; r < READERS; r++) {
            readers.add(threads.submit(reader(classifier, over, ready)));
        }
        ready.await();
        try {
            for (int round = 0; round < rounds; round++) {
                downAndUp(classifier);
            }
        } finally {
            over.set(true);
        }
        for (Future<Integer> reader : readers) {
            assertThat(reader.get()).isPositive();
        }
    }

    private static Callable<Integer> reader(EmbeddingClassifier classifier, AtomicBoolean over, CountDownLatch ready) {
        return () -> {
            int asked = 0;
            try {
                do {
                    assertThat(asked(classifier)).isBetween(1, STATES);
                    look(classifier.state());
                    asked++;
                    ready.countDown();
                } while (!over.get());
            } finally {
                ready.countDown(); // a reader that fails does not keep the others waiting
            }
            return asked;
        };
    }

    private static void downAndUp(EmbeddingClassifier classifier) {
        for (int s = STATES; s > 1; s--) {
            String last = String.valueOf(s);
            assertThat(classifier.forget(e -> e.name().equals(last), "the last"))
                    .isEqualTo(2);
            assertThat(asked(classifier)).isEqualTo(s - 1);
        }
        for (int s = 2; s <= STATES; s++) {
            classifier.undo();
            assertThat(asked(classifier)).isEqualTo(s);
        }
    }

    @Test
    void everyAnswerIsThatOfOneState() throws Exception {
        watched(twins(), 2);
    }

    @Test
    @Tag("slow")
    void everyAnswerIsThatOfOneStateHoweverLongOneAsks() throws Exception {
        watched(twins(), 200);
    }

    @Test
    void writersComeOneAfterTheOther() throws Exception {
        EmbeddingClassifier classifier = empty();
        int writers = 4;
        int each = 25;
        List<Future<?>> running = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            int own = w;
            running.add(threads.submit(() -> {
                for (int i = 0; i < each; i++) {
                    classifier.learn("own " + own, FloatMatrix.ofRows(new float[] {i + 1}));
                    classifier.learn("shared", FloatMatrix.ofRows(new float[] {own * each + i + 1}));
                }
            }));
        }
        for (Future<?> writer : running) {
            writer.get();
        }

        assertThat(classifier.history().done())
                .extracting(HistoryEntry::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 2 * writers * each).boxed().toList());
        assertThat(classifier.classNames()).containsExactlyInAnyOrder("own 0", "own 1", "own 2", "own 3", "shared");
        assertThat(classifier.predict(new float[] {1}).label()).isEqualTo("shared");
        assertThat(classifier.predict(new float[] {1}).score()).isEqualTo(writers * each);
        assertThat(classifier.predict(new float[] {1}).nearest(1000)).hasSize(2 * writers * each);
    }

    @Test
    void eachChangeIsTakenBackByOneOfManyThatTry() throws Exception {
        EmbeddingClassifier classifier = twins();
        classifier.erase(e -> false); // nothing before can be taken back
        int changes = 40;
        for (int i = 0; i < changes; i++) {
            classifier.rename(i == 0 ? "one" : "one " + i, "one " + (i + 1));
        }
        AtomicInteger undone = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int t = 0; t < READERS; t++) {
            running.add(threads.submit(() -> undoAll(classifier, undone)));
        }
        for (Future<?> one : running) {
            one.get();
        }

        assertThat(undone).hasValue(changes);
        assertThat(classifier.classNames()).containsExactly("one", "two");
        assertThat(classifier.history().undone()).hasSize(changes);
    }

    /** Scores of all classes are made when they are first asked for, whatever has become of classifier and queries by then. */
    @Test
    void answersStayThoseOfTheStateThatGaveThem() throws Exception {
        EmbeddingClassifier classifier = twins();
        FloatMatrix queries = FloatMatrix.zeros(1500, 1);
        Arrays.fill(queries.data(), 1);
        List<Prediction> answers = classifier.predict(queries);
        Arrays.fill(queries.data(), 7);
        classifier.forget(e -> e.name().equals(String.valueOf(STATES)), "the last");
        classifier.learn("three", FloatMatrix.ofRows(new float[] {1000}));

        List<Future<?>> running = new ArrayList<>();
        for (int t = 0; t < READERS; t++) {
            running.add(threads.submit(() -> {
                for (Prediction answer : answers) {
                    assertThat(answer.top(5))
                            .containsExactly(new ScoredClass("one", STATES, 0.5), new ScoredClass("two", STATES, 0.5));
                    assertThat(answer.score()).isEqualTo(STATES);
                    assertThat(answer.margin()).isZero();
                }
            }));
        }
        for (Future<?> reader : running) {
            reader.get();
        }
    }

    private static void undoAll(EmbeddingClassifier classifier, AtomicInteger undone) {
        try {
            while (true) {
                classifier.undo();
                undone.incrementAndGet();
            }
        } catch (ImprintException nothingLeft) {
            assertThat(nothingLeft).hasMessageContaining("no change that can be undone");
        }
    }
}
