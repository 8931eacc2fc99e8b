package org.imprint.classifier.doctor.embedding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.imprint.classifier.doctor.DoctorCheck;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.core.eval.Confusion;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.eval.WilsonInterval;
import org.imprint.core.text.Digits;

/**
 * Classes that are taken for one another when each image is asked for by the others ({@link Beliefs}).
 *
 * <pre>
 *   rate    images of either class that are taken for the other, of all of both
 *   score   min(1, 2 · rate): 1 where a coin would do as well
 *   flagged where the lower end of the 95 % interval of rate is ≥ 0.1, told from 0.03
 * </pre>
 */
final class AlikeCheck implements DoctorCheck {

    private static final double FLAGGED = 0.1;
    private static final double TOLD = 0.03;

    private final EmbeddedSet set;
    private final Beliefs beliefs;

    AlikeCheck(EmbeddedSet set, Beliefs beliefs) {
        this.set = set;
        this.beliefs = beliefs;
    }

    @Override
    public Set<FindingKind> kinds() {
        return EnumSet.of(FindingKind.ALIKE_CLASSES);
    }

    @Override
    public List<Finding> findings() {
        LeaveOneOut left = beliefs.answers();
        Confusion confusion = left.confusion();
        int[] answers = left.answers();
        List<Finding> found = new ArrayList<>();
        for (int a = 0; a < set.classes(); a++) {
            for (int b = a + 1; b < set.classes(); b++) {
                long taken = confusion.count(a, b) + confusion.count(b, a);
                int n = set.sizeOf(a) + set.sizeOf(b);
                double low = taken == 0 ? 0 : WilsonInterval.of(taken, n).low();
                if (low >= TOLD) {
                    found.add(finding(a, b, (double) taken / n, low >= FLAGGED, confusion, answers));
                }
            }
        }
        return found;
    }

    private Finding finding(int a, int b, double rate, boolean flagged, Confusion confusion, int[] answers) {
        List<Integer> images = new ArrayList<>();
        taken(a, b, answers).forEach(images::add);
        taken(b, a, answers).forEach(images::add);
        int[] labels = set.labels();
        images.sort(Comparator.comparingDouble((Integer i) -> -margin(i, labels[i], answers[i])));
        String left = set.classNames().get(a);
        String right = set.classNames().get(b);
        return new Finding(
                FindingKind.ALIKE_CLASSES,
                Math.min(1, 2 * rate),
                flagged,
                images.stream().map(set::subject).toList(),
                List.of(),
                Optional.empty(),
                Digits.count(confusion.count(a, b)) + " of " + Digits.count(set.sizeOf(a)) + " of class " + left
                        + " are taken for " + right + ", " + Digits.count(confusion.count(b, a)) + " of "
                        + Digits.count(set.sizeOf(b)) + " the other way.");
    }

    private IntStream taken(int of, int by, int[] answers) {
        return IntStream.range(set.first(of), set.first(of) + set.sizeOf(of)).filter(i -> answers[i] == by);
    }

    /** How much more the others believe in another class than in its own. */
    private double margin(int i, int own, int other) {
        double[] p = beliefs.of(i);
        return p.length == 0 ? 0 : p[other] - p[own];
    }
}
