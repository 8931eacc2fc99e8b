package org.imprint.core.episode;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.imprint.core.eval.OpenSetMeasure;
import org.imprint.core.eval.OpenSetScores;
import org.imprint.core.head.Answers;

/** What one recipe comes to, episode by episode; each is written by one thread. */
final class Outcomes {

    private final EpisodeShape shape;
    private final double[] accuracies;
    private final Map<OpenSetMeasure, double[]> openSet = new EnumMap<>(OpenSetMeasure.class);

    Outcomes(EpisodeShape shape, int tasks) {
        this.shape = shape;
        this.accuracies = new double[tasks];
        if (shape.unknownWays() > 0) {
            Arrays.stream(OpenSetMeasure.values()).forEach(m -> openSet.put(m, new double[tasks]));
        }
    }

    /** Takes the answers of episode i: known queries class by class, then unknown ones. */
    void judge(int i, Answers answers) {
        int known = shape.ways() * shape.queries();
        boolean[] right = new boolean[known];
        int hits = 0;
        for (int q = 0; q < known; q++) {
            right[q] = answers.classIndex(q) == q / shape.queries();
            hits += right[q] ? 1 : 0;
        }
        accuracies[i] = (double) hits / known;
        if (!openSet.isEmpty()) {
            double[] scores = answers.scores();
            OpenSetScores judged = OpenSetScores.of(
                    Arrays.copyOf(scores, known), right, Arrays.copyOfRange(scores, known, scores.length));
            openSet.forEach((measure, values) -> values[i] = judged.value(measure));
        }
    }

    RecipeEpisodes result() {
        return new RecipeEpisodes(accuracies, openSet);
    }
}
