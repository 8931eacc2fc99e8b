package org.imprint.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.classifier.state.KChoice;
import org.imprint.classifier.state.Keeping;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.ImprintException;
import org.imprint.core.gen.KMedoidsGenerator;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.proxycount.ProxyCount;
import org.imprint.core.proxycount.ProxyCount.Ground;
import org.imprint.core.recipe.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers whose examples say how many proxies each class has. */
class AutoKTest {

    private static final int D = 12;
    private static final FitOptions AUTO = FitOptions.standard().with(KChoice.AUTO);

    /** Returns n rows of Gaussian noise, row i around one of some axes; or, with {@code middle}, around the direction between them. */
    private static FloatMatrix rows(int n, long seed, boolean middle, int... axes) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix x = FloatMatrix.zeros(n, D);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < D; j++) {
                int axis = j;
                boolean on = middle ? IntStream.of(axes).anyMatch(a -> a == axis) : axes[i % axes.length] == j;
                double centre = on ? middle ? 1 / Math.sqrt(axes.length) : 1 : 0;
                x.data()[i * D + j] = (float) (centre + 0.15 * random.nextGaussian());
            }
        }
        return x;
    }

    private static Map<String, FloatMatrix> birds() {
        Map<String, FloatMatrix> birds = new LinkedHashMap<>();
        birds.put("heron", rows(60, 1, false, 0, 1, 2));
        birds.put("stork", rows(60, 2, true, 0, 1, 2));
        return birds;
    }

    private static int[] proxies(EmbeddingClassifier birds) {
        return birds.state().classes().stream()
                .mapToInt(c -> c.proxies().rows())
                .toArray();
    }

    private static LearnedClass find(EmbeddingClassifier birds, String name) {
        return birds.state().classes().get(birds.state().indexOf(name));
    }

    @Test
    void eachClassHasItsNumberAndSaysWhy() {
        EmbeddingClassifier birds = EmbeddingClassifier.fit(birds(), AUTO);

        assertThat(proxies(birds)).containsExactly(3, 1);
        assertThat(find(birds, "heron").count().orElseThrow().ground()).isEqualTo(Ground.GAIN);
        assertThat(find(birds, "heron").count().orElseThrow().reason()).startsWith("leave-fold-out gain over 1: +");
        assertThat(find(birds, "stork").count().orElseThrow().ground()).isEqualTo(Ground.NO_GAIN);
        assertThat(birds.state().isCalibrated()).isTrue();
        assertThat(EmbeddingClassifier.fit(birds()).state().classes())
                .allSatisfy(c -> assertThat(c.count()).isEmpty());
    }

    /** The k-means of a class hangs on its rows and its k alone. */
    @Test
    void proxiesAreThoseOfARecipeOfThatK() {
        EmbeddingClassifier three =
                EmbeddingClassifier.fit(birds(), FitOptions.standard().with(Preset.PAPER.recipe(3)));
        assertThat(find(EmbeddingClassifier.fit(birds(), AUTO), "heron")
                        .proxies()
                        .toArray())
                .isEqualTo(find(three, "heron").proxies().toArray());
    }

    @Test
    void aNewClassIsChosenBesideThoseThatAreThere() {
        EmbeddingClassifier birds = EmbeddingClassifier.fit(birds(), AUTO);
        birds.learn("egret", rows(60, 3, true, 4, 5, 6, 7));
        birds.learn("crane", rows(60, 4, false, 4, 5, 6, 7));

        assertThat(proxies(birds)).containsExactly(3, 1, 1, 4);
        assertThat(find(birds, "crane").count().orElseThrow().ground()).isEqualTo(Ground.GAIN);
    }

    @Test
    void moreOrFewerExamplesKeepTheNumberUntilTheNextFit() {
        Map<String, FloatMatrix> flat = birds();
        flat.put("heron", rows(30, 1, false, 0));
        EmbeddingClassifier birds = EmbeddingClassifier.fit(flat, AUTO);
        assertThat(proxies(birds)).containsExactly(1, 1);
        birds.learn("heron", rows(60, 9, false, 1, 2));
        assertThat(proxies(birds)).containsExactly(1, 1);

        Map<String, FloatMatrix> more = birds();
        more.put("heron", FloatMatrix.concat(List.of(rows(30, 1, false, 0), rows(60, 9, false, 1, 2))));
        assertThat(proxies(EmbeddingClassifier.fit(more, AUTO))[0]).isGreaterThanOrEqualTo(3);
    }

    @Test
    void mergedClassesKeepTheProxiesOfBoth() {
        EmbeddingClassifier birds = EmbeddingClassifier.fit(birds(), AUTO);
        birds.merge("stork", "heron");

        assertThat(proxies(birds)).containsExactly(4);
        assertThat(find(birds, "heron").count().orElseThrow().ground()).isEqualTo(Ground.MERGED);
    }

    @Test
    void changesAreTakenBackToTheBit() {
        EmbeddingClassifier birds = EmbeddingClassifier.fit(birds(), AUTO);
        String before = text(birds);
        birds.learn("crane", rows(60, 4, false, 4, 5));
        birds.merge("stork", "heron");
        birds.rename("heron", "bird");
        String after = text(birds);
        for (int i = 0; i < 3; i++) {
            birds.undo();
        }
        assertThat(text(birds)).isEqualTo(before);
        for (int i = 0; i < 3; i++) {
            birds.redo();
        }
        assertThat(text(birds)).isEqualTo(after);
    }

    @Test
    void filesKeepNumbersReasonsAndWhatChangesKeep(@TempDir Path folder) {
        EmbeddingClassifier birds = EmbeddingClassifier.fit(birds(), AUTO);
        String before = text(birds);
        birds.merge("stork", "heron");
        Path file = folder.resolve("birds.imprint");
        birds.save(file);

        EmbeddingClassifier opened = EmbeddingClassifier.open(file);
        assertThat(text(opened)).isEqualTo(text(birds));
        assertThat(opened.state().settings()).isEqualTo(birds.state().settings());
        opened.undo();
        assertThat(text(opened)).isEqualTo(before);
        opened.learn("crane", rows(60, 4, false, 4, 5));
        assertThat(find(opened, "crane").count()).isPresent();
    }

    @Test
    void whatIsErasedLeavesNoNumber() {
        Map<String, FloatMatrix> one = birds();
        one.put("crane", rows(60, 4, false, 4, 5));
        EmbeddingClassifier all = EmbeddingClassifier.fit(one, AUTO);
        all.erase("crane");
        assertThat(text(all)).isEqualTo(text(EmbeddingClassifier.fit(birds(), AUTO)));

        EmbeddingClassifier bare = EmbeddingClassifier.fit(one, AUTO.with(Keeping.PROXIES));
        bare.erase("crane");
        assertThat(proxies(bare)).containsExactly(3, 1);
        assertThat(bare.state().classes())
                .allSatisfy(c -> assertThat(c.count().orElseThrow().ground()).isEqualTo(Ground.KEPT));
    }

    private static String text(EmbeddingClassifier birds) {
        StringBuilder out = new StringBuilder();
        for (LearnedClass c : birds.state().classes()) {
            out.append(c.name())
                    .append(c.count())
                    .append(Arrays.toString(c.proxies().toArray()));
        }
        return out.toString();
    }

    /** One class after the other, as people learn them: the first is alone. */
    @Test
    void aClassAloneHasOneProxy() {
        EmbeddingClassifier birds = EmbeddingClassifier.empty(D, AUTO, Parallel.serial(), Clock.systemUTC());
        birds.learn("heron", rows(60, 1, false, 0, 1, 2));
        assertThat(find(birds, "heron").count().map(ProxyCount::ground)).isEqualTo(Optional.of(Ground.ALONE));
        assertThat(proxies(birds)).containsExactly(1);
    }

    @Test
    void proxiesAloneKeepTheirReasons() {
        EmbeddingClassifier birds = EmbeddingClassifier.fit(birds(), AUTO.with(Keeping.PROXIES));
        assertThat(proxies(birds)).containsExactly(3, 1);
        assertThat(birds.state().classes()).allSatisfy(c -> {
            assertThat(c.hasExamples()).isFalse();
            assertThat(c.count()).isPresent();
        });
        birds.learn("crane", rows(60, 4, false, 4, 5));
        assertThat(find(birds, "crane").count().orElseThrow().ground()).isEqualTo(Ground.ALONE);
    }

    @Test
    void recipesWithoutThatChoiceAreRefused() {
        assertThatThrownBy(() -> EmbeddingClassifier.fit(birds(), AUTO.with(Preset.QI.published())))
                .isInstanceOf(ImprintException.class)
                .hasMessageStartingWith("k can be chosen only where GEN makes k proxies")
                .hasMessageEndingWith("was mean");
    }

    @Test
    void otherGeneratorsAreLeftTheirChoiceToo() {
        EmbeddingClassifier birds = EmbeddingClassifier.fit(
                birds(), AUTO.with(Preset.PAPER.published().with(new KMedoidsGenerator(20))));
        assertThat(proxies(birds)[0]).isGreaterThanOrEqualTo(3);
        assertThat(proxies(birds)[1]).isEqualTo(1);
    }
}
