package org.imprint.serve.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Told;
import org.imprint.serve.model.ServedModel;

/**
 * What a model takes and gives, at one moment.
 *
 * @param name of the model
 * @param version of it at that moment
 * @param takesImages whether it has a backbone
 * @param d length of an embedding
 * @param classes C
 * @param mostImages how many images a request may have
 * @param tellsKnownScores whether what is held against thresholds can be told: some of it needs examples that are not kept
 */
record ModelSignature(
        String name,
        String version,
        boolean takesImages,
        int d,
        int classes,
        int mostImages,
        boolean tellsKnownScores) {

    private static final int FREE = -1;

    /** Returns that of a version of a model. */
    static ModelSignature of(ServedModel model, ModelVersion version, int mostImages) {
        ClassifierState state = version.state();
        boolean known = !state.calibration().known().score().needsExamples()
                || state.classes().stream().anyMatch(LearnedClass::hasExamples);
        return new ModelSignature(
                model.name(),
                version.number(),
                model.backbone().isPresent(),
                state.settings().dim(),
                state.classes().size(),
                mostImages,
                known);
    }

    /** Returns what it may be asked with, one of them in a request. */
    List<InputKind> inputs() {
        return takesImages ? List.of(InputKind.values()) : List.of(InputKind.EMBEDDINGS);
    }

    /** Returns the input of a name. @throws HttpProblem if there is none */
    InputKind input(String wanted) {
        return inputs().stream()
                .filter(kind -> kind.wireName().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new HttpProblem(
                        400,
                        "input of " + name + " must be one of "
                                + inputs().stream().map(InputKind::wireName).toList() + ", was " + Told.text(wanted)));
    }

    /** Returns what it may be asked for. */
    List<OutputKind> outputs() {
        return Arrays.stream(OutputKind.values())
                .filter(kind -> tellsKnownScores || kind != OutputKind.KNOWN_SCORE)
                .toList();
    }

    /** Returns the output of a name. @throws HttpProblem if there is none */
    OutputKind output(String wanted) {
        Optional<OutputKind> found = outputs().stream()
                .filter(kind -> kind.wireName().equals(wanted))
                .findFirst();
        return found.orElseThrow(() -> new HttpProblem(
                400,
                "output of " + name + " must be one of "
                        + outputs().stream().map(OutputKind::wireName).toList() + ", was " + Told.text(wanted)));
    }

    /** Returns the inputs as metadata tell of them. */
    List<TensorFacts> inputFacts() {
        return inputs().stream()
                .map(kind -> new TensorFacts(kind.wireName(), kind.type(), shape(kind)))
                .toList();
    }

    private List<Integer> shape(InputKind kind) {
        return switch (kind) {
            case IMAGE -> List.of(FREE);
            case PIXELS -> List.of(FREE, FREE, FREE, 3);
            case EMBEDDINGS -> List.of(FREE, d);
        };
    }

    /** Returns the outputs as metadata tell of them. */
    List<TensorFacts> outputFacts() {
        return outputs().stream()
                .map(kind -> new TensorFacts(kind.wireName(), kind.type(), shape(kind)))
                .toList();
    }

    private List<Integer> shape(OutputKind kind) {
        return switch (kind) {
            case PROBABILITIES -> List.of(FREE, classes);
            case LABELS -> List.of(classes);
            case LABEL, SCORE, PROBABILITY, UNKNOWN, KNOWN_SCORE -> List.of(FREE);
        };
    }
}
