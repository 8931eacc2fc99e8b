package org.imprint.core.episode;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.imprint.core.eval.OpenSetMeasure;
import org.imprint.core.eval.OpenSetScores;
import org.imprint.core.head.Answers;
import org.imprint.core.unknown.KnownScore;

/** What one recipe comes to, episode by episode; each is written by one thread. */
final class Outcomes {

    private static final List<KnownScore> SCORES = List.of(KnownScore.PROXY, KnownScore.NEIGHBOURS);

    private final EpisodeShape shape;
    private final double[] accuracies;
    private final Map<KnownScore, Map<OpenSetMeasure, double[]>> openSet = new EnumMap<>(KnownScore.class);

    Outcomes(EpisodeShape shape, int tasks) {
        this.shape = shape;
        this.accuracies = new double[tasks];
        if (shape.unknownWays() > 0) {
            for (KnownScore score : SCORES) {
                Map<OpenSetMeasure, double[]> measures = new EnumMap<>(OpenSetMeasure.class);
                Arrays.stream(OpenSetMeasure.values()).forEach(m -> measures.put(m, new double[tasks]));
                openSet.put(score, measures);
            }
        }
    }

    /**
     * Takes the answers of episode i: known queries class by class, then unknown ones.
     *
     * @param near score of each by the nearest examples; nothing without unknown queries
     */
    void judge(int i, Answers answers, double[] near) {
        int known = shape.ways() * shape.queries();
        boolean[] right = new boolean[known];
        int hits = 0;
        for (int q = 0; q < known; q++) {
            right[q] = answers.classIndex(q) == q / shape.queries();
            hits += right[q] ? 1 : 0;
        }
        accuracies[i] = (double) hits / known;
        openSet.forEach((score, measures) -> {
            double[] scores = score == KnownScore.PROXY ? answers.scores() : near;
            OpenSetScores judged = OpenSetScores.of(
                    Arrays.copyOf(scores, known), right, Arrays.copyOfRange(scores, known, scores.length));
            measures.forEach((measure, values) -> values[i] = judged.value(measure));
        });
    }

    RecipeEpisodes result() {
        return new RecipeEpisodes(accuracies, openSet);
    }
}
