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
import org.imprint.classifier.export.HeadFacts;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.text.Digits;
import org.imprint.vision.backbone.OnnxResults;
import org.imprint.vision.data.DataException;

/** Compares answers one after the other and keeps what differs. */
final class Comparison {

    /** Of the largest score of an image: float sums in another order stay far below it, another filter far above. */
    private static final double TOLERANCE = 5e-4;

    private final ExportFacts facts;
    private final ChanceComparison chances;
    private final Map<Aspect, List<String>> ofFile = new EnumMap<>(Aspect.class);
    private final Map<Aspect, List<String>> ofAnswers = new EnumMap<>(Aspect.class);
    private int asked;
    private int agreeing;
    private double largest;
    private Optional<String> worst = Optional.empty();

    /** @param facts what the file says of itself */
    Comparison(ExportFacts facts) {
        this.facts = facts;
        this.chances = new ChanceComparison(facts);
    }

    /** Keeps what differs of the file itself. */
    void add(Aspect aspect, String what) {
        ofFile.computeIfAbsent(aspect, a -> new ArrayList<>()).add(what);
    }

    /** Keeps what differs of one answer. */
    private void answered(Aspect aspect, String what) {
        ofAnswers.computeIfAbsent(aspect, a -> new ArrayList<>()).add(what);
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
            answered(Aspect.FAILED, e.getMessage());
        }
    }

    private void answer(Expected right, OnnxResults results) {
        FloatMatrix scores = results.floats(ExportNames.SCORES);
        if (scores.cols() != right.scores().length) {
            answered(
                    Aspect.CLASSES,
                    "scores of " + right.name() + " must be of " + right.scores().length + " classes, were of "
                            + scores.cols());
            return;
        }
        int label = Math.toIntExact(results.longs(ExportNames.LABEL)[0]);
        if (label < 0 || label >= facts.classNames().size() || label >= scores.cols()) {
            answered(
                    Aspect.CLASSES,
                    "label of " + right.name() + " must be in [0, " + scores.cols() + "), was " + label);
            return;
        }
        label(right, label);
        scores(right, scores.row(0));
        chances.answer(right.name(), scores.row(0), label, results).forEach(d -> answered(d.aspect(), d.what()));
        Optional<Float> threshold =
                facts.head().thresholds().filter(t -> label < t.size()).map(t -> t.get(label));
        boolean isUnknown = threshold.isPresent() && results.flags(ExportNames.UNKNOWN)[0];
        unknown(right, threshold, known(right, results), scores.get(0, label), isUnknown);
        boolean isRight = facts.classNames().get(label).equals(right.className()) && isUnknown == right.isUnknown();
        agreeing += isRight ? 1 : 0;
    }

    private void label(Expected right, int label) {
        String answered = facts.classNames().get(label);
        if (answered.equals(right.className())) {
            return;
        }
        int best = 0;
        for (int c = 1; c < right.scores().length; c++) {
            best = right.scores()[c] > right.scores()[best] ? c : best;
        }
        // The right place under another name is no tie
        boolean isTie = label != best && right.scores()[best] - right.scores()[label] <= TOLERANCE * right.scale();
        if (!isTie) {
            answered(
                    Aspect.LABEL,
                    right.name() + " must be " + Words.name(right.className()) + ", was " + Words.name(answered));
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
            answered(
                    Aspect.SCORES,
                    "score of " + right.name() + " for " + className(at) + " must be " + right.scores()[at] + ", was "
                            + actual[at]);
        }
    }

    private String className(int c) {
        return Words.name(facts.classNames().get(Math.min(c, facts.classNames().size() - 1)));
    }

    /** Compares what the file holds against its thresholds, if that is something beside scores, and returns it. */
    private Optional<Float> known(Expected right, OnnxResults results) {
        if (facts.head().thresholds().isEmpty() || facts.head().known().equals(HeadFacts.PROXY)) {
            return Optional.empty();
        }
        float actual = results.floats(ExportNames.KNOWN).get(0, 0);
        right.known()
                .filter(k -> !(Math.abs(k - actual) <= TOLERANCE * size(k)))
                .ifPresent(
                        k -> answered(Aspect.UNKNOWN, right.name() + " must be known by " + k + ", was by " + actual));
        return Optional.of(actual);
    }

    /** What a difference of a number is measured by: cosines and probabilities by 1, longer ones by themselves. */
    private static double size(float known) {
        return Math.max(1, Math.abs(known));
    }

    private void unknown(
            Expected right, Optional<Float> threshold, Optional<Float> known, float score, boolean actual) {
        double scale = known.isPresent() ? size(known.get()) : right.scale();
        boolean isNear = threshold
                .filter(t -> Math.abs(known.orElse(score) - t) <= TOLERANCE * scale)
                .isPresent();
        if (actual != right.isUnknown() && !isNear) {
            answered(
                    Aspect.UNKNOWN,
                    right.name() + (right.isUnknown() ? " must be unknown, was not" : " must not be unknown, was"));
        }
    }

    Verdict verdict(Path file) {
        List<Difference> differences = new ArrayList<>();
        for (Aspect aspect : Aspect.values()) {
            List<String> said = new ArrayList<>(ofFile.getOrDefault(aspect, List.of()));
            List<String> answers = ofAnswers.getOrDefault(aspect, List.of());
            answers.stream().findFirst().ifPresent(said::add);
            if (answers.size() > 1) {
                String asking = facts.input() == ExportFacts.Input.IMAGES ? "image" : "embedding";
                said.add("and so " + Digits.count(answers.size() - 1L, "more " + asking));
            }
            if (!said.isEmpty()) {
                differences.add(new Difference(aspect, String.join("; ", said)));
            }
        }
        return new Verdict(file, asked, agreeing, largest, worst, differences);
    }
}
