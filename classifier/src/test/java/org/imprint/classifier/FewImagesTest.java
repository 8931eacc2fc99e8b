package org.imprint.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.classifier.backboneclass.BackboneClasses;
import org.imprint.classifier.backboneclass.ColourBackbone;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.ImprintException;
import org.imprint.vision.backbone.Backbone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Google Coral's imprinting engine does, by its published tests: new classes from one or two images each, the base model's classes
 * kept or not, one class after the other over separate saves, and no model without a class.
 */
class FewImagesTest {

    private static final Map<String, Integer> BASE = Map.of("red", 0xd81818, "green", 0x18d818, "blue", 0x1818d8);

    private static Backbone backbone;

    @TempDir
    Path dir;

    @BeforeAll
    static void open() {
        backbone = ColourBackbone.named();
    }

    @AfterAll
    static void close() {
        backbone.close();
    }

    private static Map<String, Integer> fresh() {
        Map<String, Integer> fresh = new LinkedHashMap<>();
        fresh.put("yellow", 0xd8d818);
        fresh.put("cyan", 0x18d8d8);
        fresh.put("magenta", 0xd818d8);
        return fresh;
    }

    private List<Path> images(String name, int rgb, int n) throws Exception {
        Path folder = Files.createDirectories(dir.resolve(name));
        for (int i = 0; i < n; i++) {
            Files.write(folder.resolve(i + ".png"), FolderOdditiesTest.png(rgb, i));
        }
        return List.of(folder);
    }

    private void learn(ImageClassifier classifier, String name, int rgb, int n) throws Exception {
        for (Path folder : images(name, rgb, n)) {
            assertThat(classifier.learn(name, folder).added()).isEqualTo(n);
        }
    }

    private static void requireRight(ImageClassifier classifier, Map<String, Integer> colours) {
        colours.forEach((name, rgb) -> assertThat(classifier
                        .predict(FolderOdditiesTest.png(rgb ^ 0x081008, 77))
                        .label())
                .isEqualTo(name));
    }

    private static ImageClassifier empty() {
        return ImageClassifier.empty(backbone, FitOptions.standard());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void learnsThreeClassesAndForgetsTheBase(int each) throws Exception {
        ImageClassifier classifier = empty();
        for (Map.Entry<String, Integer> c : fresh().entrySet()) {
            learn(classifier, c.getKey(), c.getValue(), each);
        }

        assertThat(classifier.classNames()).containsExactly("yellow", "cyan", "magenta");
        requireRight(classifier, fresh());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void learnsThreeClassesAndKeepsTheBase(int each) throws Exception {
        ImageClassifier classifier = empty();
        classifier.embeddings().keep(BackboneClasses.of(backbone));
        requireRight(classifier, BASE);
        for (Map.Entry<String, Integer> c : fresh().entrySet()) {
            learn(classifier, c.getKey(), c.getValue(), each);
        }

        assertThat(classifier.classNames())
                .containsExactly("red", "green", "blue", "orange", "yellow", "cyan", "magenta");
        requireRight(classifier, BASE);
        requireRight(classifier, fresh());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void learnsOneClassAfterTheOtherOverSeparateSaves(boolean keepsBase) throws Exception {
        Path file = dir.resolve("colours.imprint");
        ImageClassifier once = empty();
        ImageClassifier next = empty();
        if (keepsBase) {
            once.embeddings().keep(BackboneClasses.of(backbone));
            next.embeddings().keep(BackboneClasses.of(backbone));
        }
        for (Map.Entry<String, Integer> c : fresh().entrySet()) {
            learn(once, c.getKey(), c.getValue(), 2);
            learn(next, c.getKey(), c.getValue(), 2);
            next.save(file);
            next = ImageClassifier.open(file, backbone);
        }

        requireRight(next, fresh());
        if (keepsBase) {
            requireRight(next, BASE);
        }
        assertThat(next.classNames()).isEqualTo(once.classNames());
        for (int c = 0; c < once.classNames().size(); c++) {
            LearnedClass apart = next.embeddings().state().classes().get(c);
            LearnedClass atOnce = once.embeddings().state().classes().get(c);
            assertThat(apart.proxies().toArray()).isEqualTo(atOnce.proxies().toArray());
            assertThat(apart.learned()).isEqualTo(atOnce.learned());
        }
        next.undo();
        assertThat(next.classNames()).doesNotContain("magenta").contains("cyan");
    }

    @Test
    void refusesToSaveAModelWithoutClasses() {
        Path file = dir.resolve("empty.imprint");

        assertThatThrownBy(() -> empty().save(file))
                .isInstanceOf(ImprintException.class)
                .hasMessageContaining("at least one class");
        assertThat(file).doesNotExist();
    }
}
