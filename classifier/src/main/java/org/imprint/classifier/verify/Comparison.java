package org.imprint.classifier.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.imprint.classifier.export.ExportFacts;
import org.imprint.classifier.export.ExportNames;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.OnnxResults;
import org.imprint.vision.data.DataException;

/** Compares answers one after the other and keeps what differs. */
final class Comparison {

    /** Of the largest score of an image: float sums in another order stay far below it, another filter far above. */
    private static final double TOLERANCE = 5e-4;

    private static final double PROBABILITY_TOLERANCE = 1e-4;

    private final ExportFacts facts;
    private final Map<Aspect, List<String>> found = new EnumMap<>(Aspect.class);
    private int asked;
    private int agreeing;
    private double largest;
    private Optional<String> worst = Optional.empty();

    /** @param facts what the file says of itself */
    Comparison(ExportFacts facts) {
        this.facts = facts;
    }

    void add(Aspect aspect, String what) {
        found.computeIfAbsent(aspect, a -> new ArrayList<>()).add(what);
    }

    /** Requires two values to be equal. */
    void same(Aspect aspect, String what, Object right, Object actual) {
        if (!right.equals(actual)) {
            add(aspect, what + " must be " + right + ", was " + actual);
        }
    }

    /** Compares the file's answer for one image with the right one; that there is none is a difference. */
    void answer(Expected right, Supplier<OnnxResults> run) {
        asked++;
        try {
            answer(right, run.get());
        } catch (DataException e) {
            add(Aspect.FAILED, e.getMessage());
        }
    }

    private void answer(Expected right, OnnxResults results) {
        FloatMatrix scores = results.floats(ExportNames.SCORES);
        if (scores.cols() != right.scores().length) {
            add(Aspect.CLASSES, "scores must be of " + right.scores().length + " classes, were of " + scores.cols());
            return;
        }
        int label = Math.toIntExact(results.longs(ExportNames.LABEL)[0]);
        if (label < 0 || label >= facts.classNames().size() || label >= scores.cols()) {
            add(Aspect.CLASSES, "label of " + right.name() + " must be in [0, " + scores.cols() + "), was " + label);
            return;
        }
        label(right, label);
        scores(right, scores.row(0));
        probabilities(
                right, scores.row(0), results.floats(ExportNames.PROBABILITIES).row(0));
        boolean hasThreshold =
                facts.head().thresholds().filter(t -> label < t.size()).isPresent();
        if (hasThreshold) {
            unknown(right, label, scores.get(0, label), results.flags(ExportNames.UNKNOWN)[0]);
        }
    }

    private void label(Expected right, int label) {
        String answered = facts.classNames().get(label);
        if (answered.equals(right.className())) {
            agreeing++;
            return;
        }
        int best = 0;
        for (int c = 1; c < right.scores().length; c++) {
            best = right.scores()[c] > right.scores()[best] ? c : best;
        }
        // The right place under another name is no tie
        boolean isTie = label != best && right.scores()[best] - right.scores()[label] <= TOLERANCE * right.scale();
        if (!isTie) {
            add(Aspect.LABEL, right.name() + " must be " + right.className() + ", was " + answered);
        }
    }

    private void scores(Expected right, float[] actual) {
        double most = 0;
        int at = 0;
        for (int c = 0; c < actual.length; c++) {
            double difference = Math.abs((double) actual[c] - right.scores()[c]);
            if (difference > most || Double.isNaN(difference)) {
                most = difference;
                at = c;
            }
        }
        if (worst.isEmpty() || most > largest || Double.isNaN(most)) {
            largest = most;
            worst = Optional.of(right.name());
        }
        if (!(most <= TOLERANCE * right.scale())) {
            add(
                    Aspect.SCORES,
                    right.name() + " must give class "
                            + facts.classNames()
                                    .get(Math.min(at, facts.classNames().size() - 1)) + " " + right.scores()[at]
                            + ", was " + actual[at]);
        }
    }

    /** The file's own scores decide what its probabilities must be. */
    private void probabilities(Expected right, float[] scores, float[] actual) {
        double temperature = facts.head().temperature();
        double most = Double.NEGATIVE_INFINITY;
        for (float score : scores) {
            most = Math.max(most, score);
        }
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp((score - most) / temperature);
        }
        for (int c = 0; c < actual.length; c++) {
            double wanted = Math.exp((scores[c] - most) / temperature) / sum;
            if (!(Math.abs(actual[c] - wanted) <= PROBABILITY_TOLERANCE)) {
                add(Aspect.PROBABILITIES, right.name() + " must give class " + c + " " + wanted + ", was " + actual[c]);
                return;
            }
        }
    }

    private void unknown(Expected right, int label, float score, boolean actual) {
        float threshold = facts.head().thresholds().orElseThrow().get(label);
        boolean isNear = Math.abs(score - threshold) <= TOLERANCE * right.scale();
        if (actual != right.isUnknown() && !isNear) {
            add(Aspect.UNKNOWN, right.name() + " must " + (right.isUnknown() ? "" : "not ") + "be unknown");
        }
    }

    Verdict verdict(Path file) {
        List<Difference> differences = new ArrayList<>();
        found.forEach((aspect, all) -> differences.add(
                new Difference(aspect, all.get(0) + (all.size() > 1 ? "; and " + (all.size() - 1) + " more" : ""))));
        return new Verdict(file, asked, agreeing, largest, worst, differences);
    }
}
