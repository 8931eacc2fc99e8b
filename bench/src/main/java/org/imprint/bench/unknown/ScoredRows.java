package org.imprint.bench.unknown;

import java.util.stream.IntStream;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.head.Head;
import org.imprint.core.head.ScoredAnswers;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.unknown.ExampleDetector;
import org.imprint.core.unknown.KnownScoreChoice;

/**
 * Class scores and answers of rows that a head was asked.
 *
 * @param rows raw embeddings [n, d]
 * @param scores [n, C]
 */
record ScoredRows(FloatMatrix rows, FloatMatrix scores, int[] answers) {

    static ScoredRows of(Head head, FloatMatrix rows, Parallel parallel) {
        ScoredAnswers scored = head.scored(rows, parallel);
        return new ScoredRows(rows, scored.classScores(), scored.answers().classIndices());
    }

    /** Returns the score by which each row is known or not. @param choice which; @param task what was learned */
    float[] known(KnownScoreChoice choice, Task task, Temperature temperature, Parallel parallel) {
        if (choice.score().needsExamples()) {
            return ExampleDetector.of(
                            choice, task.classes().stream().map(ClassRows::rows).toList(), parallel)
                    .scores(rows, parallel);
        }
        float[] known = new float[answers.length];
        for (int i = 0; i < known.length; i++) {
            known[i] = choice.score().ofClassScores(scores.row(i), answers[i], temperature);
        }
        return known;
    }

    DoubleMatrix probabilities(Temperature temperature) {
        return probabilities(scores, temperature);
    }

    static DoubleMatrix probabilities(FloatMatrix scores, Temperature temperature) {
        return DoubleMatrix.ofRows(IntStream.range(0, scores.rows())
                .mapToObj(i -> temperature.probabilities(scores.row(i)))
                .toArray(double[][]::new));
    }

    /** Returns the share of answers that are right. */
    double accuracy(int[] truth) {
        return IntStream.range(0, truth.length)
                        .filter(i -> answers[i] == truth[i])
                        .count()
                / (double) truth.length;
    }
}
