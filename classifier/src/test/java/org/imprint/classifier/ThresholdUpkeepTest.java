package org.imprint.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.recipe.Preset;
import org.imprint.core.unknown.KnownScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thresholds and sets when classes come, go and come back. */
class ThresholdUpkeepTest {

    private static final int DIM = 12;

    @TempDir
    private Path folder;

    /** Rows in two heaps that have nothing in common, so that the nearest examples tell more than their mean. */
    private static FloatMatrix heaps(int c, int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix x = FloatMatrix.zeros(n, DIM);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < DIM; j++) {
                x.data()[i * DIM + j] = (float) random.nextDouble() + (j == 4 * c + i % 4 ? 2 : 0);
            }
        }
        return x;
    }

    private static EmbeddingClassifier birds() {
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        classes.put("gull", heaps(0, 80, 1));
        classes.put("heron", heaps(1, 80, 2));
        classes.put("swan", heaps(2, 80, 3));
        EmbeddingClassifier birds =
                EmbeddingClassifier.fit(classes, FitOptions.standard().with(Preset.QI.published()));
        assertThat(score(birds)).isEqualTo(KnownScore.NEIGHBOURS);
        return birds;
    }

    private static KnownScore score(EmbeddingClassifier birds) {
        return birds.state().calibration().known().score();
    }

    private static Optional<Threshold> threshold(EmbeddingClassifier birds, String name) {
        return birds.state().classes().get(birds.state().indexOf(name)).threshold();
    }

    private static long refused(EmbeddingClassifier birds, FloatMatrix rows) {
        return birds.predict(rows).stream().filter(Prediction::isUnknown).count();
    }

    @Test
    void aClassThatComesBackHasNoThresholdOfAnotherScore() {
        EmbeddingClassifier birds = birds();
        assertThat(threshold(birds, "swan")).isPresent();
        birds.forget("swan");
        birds.calibrate();
        assertThat(score(birds)).isEqualTo(KnownScore.PROXY); // of two classes none can be left out

        birds.undo();
        assertThat(threshold(birds, "swan")).isEmpty();
        assertThat(refused(birds, heaps(2, 200, 9))).isZero();
        birds.calibrate();
        birds.forget("swan");
        birds.undo();
        assertThat(threshold(birds, "swan")).isPresent(); // nothing else was found since
        assertThat(refused(birds, heaps(2, 200, 9))).isLessThan(30);
    }

    @Test
    void aClassThatComesBackFromAFileHasNoThresholdOfAnotherScore() {
        EmbeddingClassifier birds = birds();
        birds.forget("swan");
        Path file = folder.resolve("birds.imprint");
        birds.save(file);

        EmbeddingClassifier read = EmbeddingClassifier.open(file);
        read.undo();
        assertThat(score(read)).isEqualTo(KnownScore.PROXY);
        assertThat(threshold(read, "swan")).isEmpty();
        assertThat(refused(read, heaps(2, 200, 9))).isZero();
    }

    @Test
    void whatWasMergedOrLearnedComesBackLikewise() {
        EmbeddingClassifier birds = birds();
        birds.merge("swan", "gull");
        birds.calibrate();
        birds.undo();
        assertThat(List.of(threshold(birds, "swan"), threshold(birds, "gull"))).containsOnly(Optional.empty());
        assertThat(refused(birds, heaps(0, 200, 8))).isZero();

        EmbeddingClassifier others = birds();
        others.learn("duck", heaps(0, 20, 7));
        others.forget("swan");
        others.forget("duck");
        others.calibrate();
        others.undo();
        others.undo();
        others.undo();
        assertThat(threshold(others, "swan")).isEmpty();
    }

    @Test
    void aClassKeepsWhatWasFoundUnderEitherName() {
        EmbeddingClassifier birds = birds();
        birds.rename("gull", "tern");
        birds.forget("swan");
        birds.calibrate();
        birds.undo();
        Optional<Threshold> found = threshold(birds, "tern");

        birds.undo();
        assertThat(found).isPresent();
        assertThat(threshold(birds, "gull")).isEqualTo(found);
        birds.redo();
        assertThat(threshold(birds, "tern")).isEqualTo(found);
    }
}
