package org.imprint.classifier.backboneclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.util.List;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.backboneclass.ColourBackbone.Layer;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackboneClassesTest {

    private static FloatMatrix images() {
        int size = 3 * ColourBackbone.SIDE * ColourBackbone.SIDE;
        FloatMatrix pixels = FloatMatrix.zeros(5, size);
        for (int i = 0; i < 5 * size; i++) {
            pixels.data()[i] = (i * 31 % 97 + i / size * 7) / 130f;
        }
        return pixels;
    }

    private static EmbeddingClassifier classifier(Recipe recipe) {
        return EmbeddingClassifier.empty(3, FitOptions.standard().with(recipe), Parallel.serial(), Clock.systemUTC());
    }

    /** ONNX Runtime's logits are what the weights and biases that we read must give. */
    @ParameterizedTest
    @EnumSource(names = {"GEMM", "GEMM_TRANSPOSED", "MATMUL_ADD", "MATMUL", "HALF", "QUANTISED"})
    void readsTheLayerThatOnnxRuntimeComputes(Layer layer) {
        ColourBackbone made = ColourBackbone.of(layer);
        try (Backbone embeds = made.open("embedding", 3);
                Backbone decides = made.open("logits", 4)) {
            BackboneClasses classes = BackboneClasses.of(embeds);
            FloatMatrix x = embeds.embed(images());
            FloatMatrix logits = decides.embed(images());

            for (int i = 0; i < x.rows(); i++) {
                for (int c = 0; c < 4; c++) {
                    double sum = classes.bias()[c];
                    for (int j = 0; j < 3; j++) {
                        sum += (double) classes.weights().get(c, j) * x.get(i, j);
                    }
                    assertThat(sum).isCloseTo(logits.get(i, c), within(1e-6));
                }
            }
        }
    }

    @Test
    void looksThroughTheSoftmaxBehindTheLayer() {
        try (Backbone backbone = ColourBackbone.of(Layer.SOFTMAX).open("embedding", 3)) {
            assertThat(BackboneClasses.of(backbone).weights().row(2)).isEqualTo(ColourBackbone.WEIGHTS[2]);
        }
    }

    @ParameterizedTest
    @CsvSource({"NONE, [embedding]", "HIDDEN, '[embedding, logits]'"})
    void saysThatThereAreNoLogits(Layer layer, String outputs) {
        try (Backbone backbone = ColourBackbone.of(layer).open("embedding", 3)) {
            assertThatThrownBy(() -> BackboneClasses.of(backbone))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "colours.onnx: must have one linear layer (Gemm or MatMul) from its embeddings 'embedding' to another"
                                    + " output for its own classes to be kept, has 0; outputs are " + outputs
                                    + ". Write the ONNX file with embeddings and logits as outputs");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{0: 'red', 1: 'green', 2: \"blue\", 3: 'red'}",
                "{\"3\": \"red\", \"0\": \"red\", \"1\": \"green\", \"2\": \"blue\"}",
                "[\"red\", \"green\", \"blue\", \"red\"]",
                "red,green, blue,red",
                "red\ngreen\nblue\nred\n"
            })
    void readsTheNamesOfClassesAndNumbersThoseThatAreThereTwice(String names) {
        try (Backbone backbone =
                ColourBackbone.of(Layer.GEMM).with("names", names).open("embedding", 3)) {
            assertThat(BackboneClasses.of(backbone).names()).containsExactly("red 0", "green", "blue", "red 3");
        }
    }

    @Test
    void namesClassesByNumberWhereNobodyNamesThem() {
        try (Backbone backbone = ColourBackbone.of(Layer.GEMM).open("embedding", 3)) {
            BackboneClasses classes = BackboneClasses.of(backbone);
            assertThat(classes.names()).containsExactly("backbone 0", "backbone 1", "backbone 2", "backbone 3");
            assertThat(classes.withNames(List.of("a", "b", "c", "d")).names()).containsExactly("a", "b", "c", "d");
            assertThatThrownBy(() -> classes.withNames(List.of("a")))
                    .hasMessage("names of a backbone's classes must be 4, was 1");
        }
    }

    @Test
    void refusesNamesThatAreNotAsManyAsClasses() {
        try (Backbone backbone =
                ColourBackbone.of(Layer.GEMM).with("labels", "red").open("embedding", 3)) {
            assertThatThrownBy(() -> BackboneClasses.of(backbone))
                    .isInstanceOf(ImprintException.class)
                    .hasMessage("colours.onnx: metadata 'labels' must name the 4 classes, was 1");
        }
    }

    @Test
    void classesScoreByTheCosineOfTheirWeights() {
        try (Backbone backbone = ColourBackbone.named()) {
            EmbeddingClassifier classifier = classifier(Preset.QI.published());
            BackboneClasses own = BackboneClasses.of(backbone);
            classifier.keep(own);

            // cos((1, 2, 2), (−3, −3, 6)) = (−3 − 6 + 12) / (3 √54)
            assertThat(classifier.predict(new float[] {1, 2, 2}).top(4))
                    .filteredOn(s -> s.name().equals("blue"))
                    .singleElement()
                    .satisfies(s -> assertThat(s.score()).isCloseTo(3 / (3 * Math.sqrt(54)), within(1e-7)));
            // largest bias 0.5; lengths √7.25, √1.5, √54, √1.3125
            assertThat(own.largestBias())
                    .isCloseTo(
                            0.5 / ((Math.sqrt(7.25) + Math.sqrt(1.5) + Math.sqrt(54) + Math.sqrt(1.3125)) / 4),
                            within(1e-12));
        }
    }

    @Test
    void keptClassesAreTakenBackForgottenAndRenamedAsOthersAre() {
        try (Backbone backbone = ColourBackbone.named()) {
            EmbeddingClassifier classifier = classifier(Preset.PAPER.recipe(20));
            BackboneClasses own = BackboneClasses.of(backbone);
            classifier.learn("yellow", FloatMatrix.ofRows(new float[] {0.5f, 0.5f, -0.5f}));
            classifier.keep(own);
            assertThat(classifier.classNames()).containsExactly("yellow", "red", "green", "blue", "orange");
            classifier.rename("green", "leaf");
            classifier.forget("orange");
            classifier.undo();
            classifier.undo();
            assertThat(classifier.undo().change().sentence()).isEqualTo("kept 4 classes of the backbone");
            assertThat(classifier.classNames()).containsExactly("yellow");
            classifier.redo();

            FloatMatrix row = FloatMatrix.ofRows(new float[] {1, 0, 0});
            assertThatThrownBy(() -> classifier.learn("red", row)).hasMessageContaining("must have its examples");
            assertThatThrownBy(() -> classifier.keep(own)).hasMessageContaining("names that are not there yet");
            assertThat(classifier.state().classes())
                    .extracting(LearnedClass::learned)
                    .containsOnly(1);
        }
    }

    @Test
    void refusesRecipesWhoseScoresAreNoCosines() {
        try (Backbone backbone = ColourBackbone.named()) {
            BackboneClasses own = BackboneClasses.of(backbone);
            for (Preset preset : List.of(Preset.HOSODA, Preset.JANSON, Preset.ORACLE)) {
                assertThatThrownBy(() -> classifier(preset.recipe(20, 0.1)).keep(own))
                        .isInstanceOf(ImprintException.class)
                        .hasMessageStartingWith(
                                "recipe must make proxies class by class and score by the largest cosine");
            }
        }
    }
}
