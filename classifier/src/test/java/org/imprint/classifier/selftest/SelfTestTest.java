package org.imprint.classifier.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.state.Keeping;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.junit.jupiter.api.Test;

class SelfTestTest {

    private static final Map<String, FloatMatrix> CLASSES = new LinkedHashMap<>();

    static {
        CLASSES.put("east", FloatMatrix.ofRows(new float[] {1, 0}, new float[] {1, 0.1f}, new float[] {0.1f, 1}));
        CLASSES.put("north", FloatMatrix.ofRows(new float[] {0, 1}, new float[] {0.2f, 1}));
    }

    /** Of the means of unit vectors without the one asked for: the third of east is nearest to north, all others to their own. */
    @Test
    void asksForEachExampleAsIfItHadNotBeenLearned() {
        EmbeddingClassifier c =
                EmbeddingClassifier.fit(CLASSES, FitOptions.standard().with(Preset.QI.published()));

        SelfTest test = SelfTest.of(c.state(), Parallel.serial());

        assertThat(test.evaluation().n()).isEqualTo(5);
        assertThat(test.evaluation().right()).isEqualTo(4);
        assertThat(test.isExact()).isTrue();
        assertThat(test.evaluation().mostConfused(3)).singleElement().satisfies(cell -> {
            assertThat(cell.trueClass()).isEqualTo("east");
            assertThat(cell.answer()).contains("north");
        });
    }

    @Test
    void saysWhyThereIsNone() {
        EmbeddingClassifier c =
                EmbeddingClassifier.fit(CLASSES, FitOptions.standard().with(Keeping.PROXIES));

        assertThat(SelfTest.obstacle(c.state())).contains("needs the examples of every class, class east keeps none");
    }
}
