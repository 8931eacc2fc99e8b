package org.imprint.classifier.doctor.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.imprint.classifier.doctor.Diagnosis;
import org.imprint.classifier.doctor.DigestedImage;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.data.ContentDigest;
import org.junit.jupiter.api.Test;

class EmbeddingChecksTest {

    private static final Parallel SERIAL = Parallel.serial();

    private static EmbeddedSet set(FloatMatrix rows, IntFunction<String> className, Subject.Side side) {
        List<DigestedImage> images = new ArrayList<>();
        for (int i = 0; i < rows.rows(); i++) {
            images.add(new DigestedImage(
                    new Subject(side + "/" + i, className.apply(i), i, side),
                    ContentDigest.of((side + " " + i).getBytes())));
        }
        return EmbeddedSet.of(images, rows);
    }

    private static Diagnosis diagnosis(EmbeddedSet train, Optional<EmbeddedSet> test, Parallel parallel) {
        try {
            return Diagnosis.of(
                    EmbeddingChecks.of(train, test, parallel), EnumSet.allOf(FindingKind.class), train.size());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Three classes of ten; image 28 of class 2 is like those of class 0, image 5 of class 0 like none. */
    private static FloatMatrix made() {
        FloatMatrix x = FloatMatrix.zeros(30, 6);
        for (int i = 0; i < 30; i++) {
            int of = i == 28 ? 0 : i / 10;
            for (int j = 0; j < 6; j++) {
                x.data()[x.offset(i) + j] =
                        (i * 37 + j * 61 + i * j * 13) % 23 / 23f + (j == of ? 2 : 0) + (j == of + 1 ? 1 : 0);
            }
        }
        System.arraycopy(new float[] {0.1f, 0, 0.2f, 0, 3, 2}, 0, x.data(), x.offset(5), 6);
        return x;
    }

    private static FloatMatrix gaussian(int n, int d, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        FloatMatrix x = FloatMatrix.zeros(n, d);
        for (int i = 0; i < n * d; i++) {
            x.data()[i] = (float) rng.nextGaussian();
        }
        return x;
    }

    /** Makes row {@code to} row {@code from} of another matrix, moved by about {@code by} of its length. */
    private static void copy(FloatMatrix of, int from, FloatMatrix x, int to, double by) {
        for (int j = 0; j < x.cols(); j++) {
            float value = of.get(from, j);
            x.data()[x.offset(to) + j] = (float) (value + by * (j % 2 == 0 ? 1 : -1) * Math.abs(value));
        }
    }

    /**
     * Scores of numpy 1.24.2 and scipy on the formulas: least squares refitted without each row, temperature by
     * scipy.optimize.minimize_scalar, argsort of all cosines, numpy.median.
     */
    @Test
    void wrongLabelsAndOutliersAreThoseOfNumpy() {
        Diagnosis found = diagnosis(set(made(), i -> "class " + i / 10, Subject.Side.TRAIN), Optional.empty(), SERIAL);

        assertThat(found.of(FindingKind.WRONG_LABEL)).singleElement().satisfies(f -> {
            assertThat(f.subjects().get(0).id()).isEqualTo("TRAIN/28");
            assertThat(f.suggestedClass()).contains("class 0");
            assertThat(f.score()).isEqualTo(0.908355, within(1e-5));
            assertThat(f.flagged()).isTrue();
            assertThat(f.reason())
                    .isEqualTo("Looks like class 0 (0.93) rather than class 2 (0.02);"
                            + " 9 of its 10 nearest images are class 0.");
        });
        assertThat(found.of(FindingKind.OUTLIER)).singleElement().satisfies(f -> {
            assertThat(f.subjects().get(0).id()).isEqualTo("TRAIN/5");
            assertThat(f.score()).isEqualTo(0.7925657, within(1e-5));
            assertThat(f.reason()).endsWith("15.3 deviations above.");
        });
        assertThat(NearLimit.of(made(), SERIAL).distance()).isEqualTo(0.004800655691724809, within(1e-8));
    }

    @Test
    void nearDuplicatesAreGroupedByChainsAndToldByClassAndSide() {
        FloatMatrix x = gaussian(60, 24, 1);
        copy(x, 0, x, 1, 0.02);
        copy(x, 1, x, 2, 0.02);
        copy(x, 10, x, 40, 0.03);
        FloatMatrix test = gaussian(9, 24, 2);
        copy(x, 20, test, 4, 0.03);
        Diagnosis found = diagnosis(
                set(x, i -> i < 30 ? "a" : "b", Subject.Side.TRAIN),
                Optional.of(set(test, i -> "a", Subject.Side.TEST)),
                SERIAL);

        assertThat(found.of(FindingKind.NEAR_DUPLICATE)).singleElement().satisfies(f -> {
            assertThat(f.subjects()).extracting(Subject::id).containsExactly("TRAIN/0", "TRAIN/1", "TRAIN/2");
            assertThat(f.leaveOut()).extracting(Subject::id).containsExactly("TRAIN/1", "TRAIN/2");
            assertThat(f.score()).isBetween(0.99, 1.0);
            assertThat(f.reason()).startsWith("3 images are nearly the same in class a; cosine 1.000, limit 0.");
        });
        assertThat(found.of(FindingKind.TWO_CLASSES)).singleElement().satisfies(f -> {
            assertThat(f.subjects()).extracting(Subject::id).containsExactly("TRAIN/10", "TRAIN/40");
            assertThat(f.leaveOut()).isEmpty();
        });
        assertThat(found.of(FindingKind.LEAKAGE)).singleElement().satisfies(f -> {
            assertThat(f.subjects()).extracting(Subject::id).containsExactly("TEST/4", "TRAIN/20");
            assertThat(f.leaveOut()).extracting(Subject::side).containsExactly(Subject.Side.TRAIN);
            assertThat(f.isCuredByLeavingOut()).isFalse();
        });
    }

    /** The same embedding is not the same bytes: 1 − cos is 0 and the score stays below that of equal bytes. */
    @Test
    void aTestImageWithAnEqualEmbeddingIsNearlyTheSame() {
        FloatMatrix x = gaussian(40, 24, 5);
        FloatMatrix test = gaussian(3, 24, 6);
        copy(x, 7, test, 1, 0);
        Diagnosis found = diagnosis(
                set(x, i -> i < 20 ? "a" : "b", Subject.Side.TRAIN),
                Optional.of(set(test, i -> "a", Subject.Side.TEST)),
                SERIAL);
        assertThat(found.of(FindingKind.LEAKAGE)).singleElement().satisfies(f -> {
            assertThat(f.score()).isLessThan(1).isCloseTo(1, within(1e-6));
            assertThat(f.isCuredByLeavingOut()).isFalse();
        });
    }

    /** Twelve of one series are learned, more than are asked for at first: leaving all out leaves no leak. */
    @Test
    void aTestImageThatIsNearSeveralIsToldWithAllOfThem() {
        FloatMatrix x = gaussian(60, 24, 8);
        for (int i = 1; i < 12; i++) {
            copy(x, 0, x, i, 0.001 * i);
        }
        FloatMatrix test = gaussian(5, 24, 9);
        copy(x, 0, test, 2, -0.001);
        copy(x, 30, test, 3, 0.01);
        Diagnosis found = diagnosis(
                set(x, i -> i < 30 ? "a" : "b", Subject.Side.TRAIN),
                Optional.of(set(test, i -> "a", Subject.Side.TEST)),
                SERIAL);
        assertThat(found.of(FindingKind.LEAKAGE)).hasSize(2);
        assertThat(found.of(FindingKind.LEAKAGE))
                .filteredOn(f -> f.subjects().get(0).id().equals("TEST/2"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.leaveOut()).hasSize(12);
                    assertThat(f.leaveOut()).extracting(Subject::place).allMatch(p -> p < 12);
                    assertThat(f.reason())
                            .startsWith("Test image TEST/2 is nearly training image TRAIN/0 and 11 more; cosine ");
                });
    }

    /** Of two classes that are drawn alike, half of the images are taken for the other. */
    @Test
    void classesThatNobodyCanTellApartAreFlagged() {
        FloatMatrix x = gaussian(120, 12, 3);
        for (int i = 0; i < 120; i++) {
            x.data()[x.offset(i) + (i < 80 ? 1 : 0)] += 9;
        }
        Diagnosis found = diagnosis(
                set(x, i -> List.of("left", "right", "far").get(i / 40), Subject.Side.TRAIN), Optional.empty(), SERIAL);
        assertThat(found.of(FindingKind.ALIKE_CLASSES)).singleElement().satisfies(f -> {
            assertThat(f.flagged()).isTrue();
            assertThat(f.score()).isGreaterThan(0.7);
            assertThat(f.reason()).contains("of 40 of class left are taken for right");
            assertThat(f.subjects()).extracting(Subject::className).containsOnly("left", "right");
        });
    }

    @Test
    void aBackboneThatAnswersTheSameForAllIsToldAndNothingElse() {
        FloatMatrix x = gaussian(40, 8, 4);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = 5 + 1e-3f * x.data()[i];
        }
        Diagnosis found = diagnosis(set(x, i -> i < 20 ? "a" : "b", Subject.Side.TRAIN), Optional.empty(), SERIAL);
        assertThat(found.findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(FindingKind.SAME_EMBEDDING);
            assertThat(f.score()).isEqualTo(1);
            assertThat(f.reason()).contains("nearly the same for 40 of 40 images");
        });
        assertThat(found.skipped())
                .extracting(Diagnosis.Skipped::kind)
                .contains(FindingKind.WRONG_LABEL, FindingKind.NEAR_DUPLICATE, FindingKind.OUTLIER);
    }

    @Test
    void rowsThatAreZeroOrNoNumbersAreToldAndNotCompared() {
        FloatMatrix x = gaussian(30, 8, 5);
        for (int j = 0; j < 8; j++) {
            x.data()[x.offset(3) + j] = 0;
        }
        x.data()[x.offset(7)] = Float.NaN;
        Diagnosis found = diagnosis(set(x, i -> i % 2 == 0 ? "a" : "b", Subject.Side.TRAIN), Optional.empty(), SERIAL);
        assertThat(found.of(FindingKind.SAME_EMBEDDING)).singleElement().satisfies(f -> {
            assertThat(f.subjects()).extracting(Subject::id).containsExactly("TRAIN/3", "TRAIN/7");
            assertThat(f.score()).isEqualTo(2 / 30.0, within(1e-12));
        });
    }

    @Test
    void testImagesThatTellNothingAreToldToo() {
        FloatMatrix test = gaussian(8, 8, 7);
        test.data()[test.offset(2)] = Float.POSITIVE_INFINITY;
        Diagnosis found = diagnosis(
                set(gaussian(30, 8, 5), i -> i % 2 == 0 ? "a" : "b", Subject.Side.TRAIN),
                Optional.of(set(test, i -> "a", Subject.Side.TEST)),
                SERIAL);
        assertThat(found.of(FindingKind.SAME_EMBEDDING)).singleElement().satisfies(f -> {
            assertThat(f.subjects()).extracting(Subject::id).containsExactly("TEST/2");
            assertThat(f.score()).isEqualTo(1 / 8.0, within(1e-12));
            assertThat(f.reason()).isEqualTo("Embeddings of 1 test image are zero or not finite.");
        });

        Diagnosis none = diagnosis(
                set(gaussian(30, 8, 5), i -> i % 2 == 0 ? "a" : "b", Subject.Side.TRAIN),
                Optional.of(set(FloatMatrix.zeros(4, 8), i -> "a", Subject.Side.TEST)),
                SERIAL);
        assertThat(none.of(FindingKind.SAME_EMBEDDING))
                .singleElement()
                .satisfies(f -> assertThat(f.score()).isEqualTo(1));
        assertThat(none.skipped()).contains(new Diagnosis.Skipped(FindingKind.LEAKAGE, "no test image can be used"));
    }

    @Test
    void oneClassOrTooFewImagesAreNoHindrance() {
        Diagnosis one = diagnosis(set(gaussian(20, 8, 6), i -> "a", Subject.Side.TRAIN), Optional.empty(), SERIAL);
        assertThat(one.skipped())
                .contains(new Diagnosis.Skipped(FindingKind.WRONG_LABEL, "there must be at least 2 classes"));
        Diagnosis two =
                diagnosis(set(gaussian(2, 8, 6), i -> "class " + i, Subject.Side.TRAIN), Optional.empty(), SERIAL);
        assertThat(two.findings()).isEmpty();
        assertThat(two.skipped()).hasSizeGreaterThan(3);
        Diagnosis singles =
                diagnosis(set(gaussian(6, 8, 6), i -> "class " + i, Subject.Side.TRAIN), Optional.empty(), SERIAL);
        assertThat(singles.of(FindingKind.WRONG_LABEL)).isEmpty();
    }

    @Test
    void threadsChangeNothing() {
        List<Finding> one = diagnosis(set(made(), i -> "class " + i / 10, Subject.Side.TRAIN), Optional.empty(), SERIAL)
                .findings();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            assertThat(diagnosis(
                                    set(made(), i -> "class " + i / 10, Subject.Side.TRAIN),
                                    Optional.empty(),
                                    Parallel.on(pool, 4))
                            .findings())
                    .isEqualTo(one);
        } finally {
            pool.shutdown();
        }
    }
}
