package org.imprint.classifier.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.classifier.export.ExportFacts;
import org.imprint.classifier.export.ExportNames;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.TopLabelMap;
import org.imprint.core.text.Digits;
import org.imprint.vision.backbone.OnnxResults;

/** Compares probabilities and sets of an exported file with those that its own scores must give. */
final class ChanceComparison {

    private static final double TOLERANCE = 1e-4;

    /** By how much the last bits of a softmax may move the probability of an answer, which may so cross a step of the map. */
    private static final double ROUNDING = 1e-12;

    private final ExportFacts facts;

    ChanceComparison(ExportFacts facts) {
        this.facts = facts;
    }

    /** Returns what differs. @param label what was answered */
    List<Difference> answer(String name, float[] scores, int label, OnnxResults results) {
        float[] actual = results.floats(ExportNames.PROBABILITIES).row(0);
        Calibration chances = facts.head().chances();
        double[] right = chances.probabilities(scores, label);
        List<Difference> differences = new ArrayList<>();
        for (int c = 0; c < actual.length && differences.isEmpty(); c++) {
            if (!(Math.abs(actual[c] - right[c]) <= TOLERANCE + step(scores, label))) {
                differences.add(new Difference(
                        Aspect.PROBABILITIES,
                        "probability of " + name + " for " + className(c) + " must be " + Digits.fixed(right[c], 5)
                                + ", was " + Digits.fixed(actual[c], 5)));
            }
        }
        chances.sets().flatMap(t -> set(name, actual, t, results)).ifPresent(differences::add);
        return differences;
    }

    /** Returns how far the map rises within the rounding of the probability of an answer; 0 unless that lies on one of its points. */
    private double step(float[] scores, int label) {
        TopLabelMap map = facts.head().chances().map();
        double p = facts.head().chances().temperature().probabilities(scores)[label];
        double[] near = DoubleStream.of(p - ROUNDING, p, p + ROUNDING)
                .map(x -> map.of(Math.max(0, Math.min(1, x))))
                .toArray();
        return map.equals(TopLabelMap.SAME) ? 0 : near[2] - near[0];
    }

    /** The file's own probabilities decide what its set must be. */
    private Optional<Difference> set(String name, float[] probabilities, ConformalThreshold t, OnnxResults results) {
        boolean[] actual = results.flagRow(ExportNames.SET, 0);
        for (int c = 0; c < probabilities.length; c++) {
            boolean isNear = Math.abs(probabilities[c] - t.value()) <= TOLERANCE;
            if (c >= actual.length || actual[c] != probabilities[c] >= t.value() && !isNear) {
                return Optional.of(new Difference(
                        Aspect.SET,
                        "set of " + name + (probabilities[c] >= t.value() ? " must hold " : " must not hold ")
                                + className(c)));
            }
        }
        return Optional.empty();
    }

    private String className(int c) {
        return Words.name(facts.classNames().get(Math.min(c, facts.classNames().size() - 1)));
    }
}
