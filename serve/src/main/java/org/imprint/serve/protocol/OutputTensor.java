package org.imprint.serve.protocol;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.classifier.Prediction;
import org.imprint.serve.protocol.tensor.TensorData;

/**
 * A tensor that is answered.
 *
 * @param name by which it was asked for
 * @param shape lengths of its axes
 * @param isBinary whether it stands behind the JSON
 */
record OutputTensor(String name, List<Integer> shape, TensorData data, boolean isBinary) {

    /** Returns what is wanted of some predictions. @param predictions n ≥ 1, of one state */
    static OutputTensor of(WantedOutput wanted, List<Prediction> predictions) {
        String name = wanted.kind().wireName();
        int n = predictions.size();
        if (wanted.kind() == OutputKind.LABELS) {
            List<String> names = predictions.get(0).state().classNames();
            return new OutputTensor(name, List.of(names.size()), new TensorData.Texts(names), wanted.binary());
        }
        if (wanted.kind() == OutputKind.PROBABILITIES) {
            int classes = predictions.get(0).state().classes().size();
            int columns = Math.min(classes, wanted.classification().orElse(classes));
            TensorData data =
                    wanted.classification().isPresent() ? largest(predictions, columns) : all(predictions, classes);
            return new OutputTensor(name, List.of(n, columns), data, wanted.binary());
        }
        return new OutputTensor(name, List.of(n), ofEach(wanted.kind(), predictions), wanted.binary());
    }

    private static TensorData ofEach(OutputKind kind, List<Prediction> predictions) {
        return switch (kind) {
            case LABEL ->
                new TensorData.Texts(predictions.stream().map(Prediction::label).toList());
            case SCORE -> numbers(predictions, Prediction::score);
            case PROBABILITY -> numbers(predictions, Prediction::probability);
            case UNKNOWN -> truths(predictions, Prediction::isUnknown);
            case KNOWN_SCORE -> numbers(predictions, Prediction::knownScore);
            case PROBABILITIES, LABELS -> throw new IllegalStateException(kind + " is not of each alone");
        };
    }

    private static TensorData numbers(List<Prediction> predictions, ToDoubleFunction<Prediction> of) {
        float[] values = new float[predictions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) of.applyAsDouble(predictions.get(i));
        }
        return new TensorData.Numbers(values);
    }

    private static TensorData truths(List<Prediction> predictions, Predicate<Prediction> of) {
        boolean[] values = new boolean[predictions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = of.test(predictions.get(i));
        }
        return new TensorData.Truths(values);
    }

    private static TensorData all(List<Prediction> predictions, int classes) {
        float[] values = new float[predictions.size() * classes];
        for (int i = 0; i < predictions.size(); i++) {
            double[] row = predictions.get(i).probabilities();
            for (int c = 0; c < classes; c++) {
                values[i * classes + c] = (float) row[c];
            }
        }
        return new TensorData.Numbers(values);
    }

    private static TensorData largest(List<Prediction> predictions, int count) {
        return new TensorData.Texts(
                predictions.stream().flatMap(p -> largest(p, count)).toList());
    }

    /** Returns probability, place and name of the most probable classes, as {@code 0.812345:3:heron}; the first of equals first. */
    private static Stream<String> largest(Prediction prediction, int count) {
        double[] row = prediction.probabilities();
        return IntStream.range(0, row.length)
                .boxed()
                .sorted((a, b) -> Double.compare(row[b], row[a]))
                .limit(count)
                .map(c -> String.format(Locale.ROOT, "%f", row[c]) + ":" + c + ":"
                        + prediction.state().classes().get(c).name());
    }
}
