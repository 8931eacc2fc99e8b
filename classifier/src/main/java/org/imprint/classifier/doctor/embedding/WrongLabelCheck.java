package org.imprint.classifier.doctor.embedding;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprint.classifier.doctor.DoctorCheck;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.core.Source;
import org.imprint.core.search.Neighbours;

/**
 * Labels that look wrong: the others believe in another class, as much as they do of its own images, and so do the nearest.
 *
 * <pre>
 *   p_ic    probability of class c for image i, by the other images ({@link Beliefs})
 *   t_c     mean of p_ic over the images i of class c
 *   q_ic    share of class c among the m = 10 nearest other images of i
 *   j       argmax of p_ic over the classes c with p_ic ≥ t_c; a suspect if j is not its class y
 *   score   (p_ij + q_ij) / 2 − (p_iy + q_iy) / 2;   flagged from 0.6, told from 0.3
 * </pre>
 *
 * <p>Images of classes that look alike are suspects more often: what is told is what to look at, not what is wrong.
 */
@Source(
        paper =
                "C. Northcutt, L. Jiang, I. Chuang, Confident Learning: Estimating Uncertainty in Dataset Labels, JAIR 70, 2021, section 3",
        url = "https://arxiv.org/abs/1911.00068",
        oracle = "numpy 1.24.2 on the formulas")
final class WrongLabelCheck implements DoctorCheck {

    private static final double FLAGGED = 0.6;
    private static final double TOLD = 0.3;

    private final EmbeddedSet set;
    private final Neighbourhood neighbourhood;
    private final Beliefs beliefs;

    WrongLabelCheck(EmbeddedSet set, Neighbourhood neighbourhood, Beliefs beliefs) {
        this.set = set;
        this.neighbourhood = neighbourhood;
        this.beliefs = beliefs;
    }

    @Override
    public Set<FindingKind> kinds() {
        return EnumSet.of(FindingKind.WRONG_LABEL);
    }

    @Override
    public List<Finding> findings() {
        int[] labels = set.labels();
        double[] thresholds = thresholds(labels);
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            double[] p = beliefs.of(i);
            int other = confident(p, thresholds);
            if (other < 0 || other == labels[i]) {
                continue;
            }
            double near = share(i, other, labels);
            double score = (p[other] + near) / 2 - (p[labels[i]] + share(i, labels[i], labels)) / 2;
            if (score >= TOLD) {
                found.add(finding(i, other, p, near, score));
            }
        }
        return found;
    }

    private Finding finding(int i, int other, double[] p, double near, double score) {
        Subject image = set.subject(i);
        String name = set.classNames().get(other);
        int asked = neighbourhood.nearest().m();
        boolean flagged = score >= FLAGGED;
        return new Finding(
                FindingKind.WRONG_LABEL,
                score,
                flagged,
                List.of(image),
                flagged ? List.of(image) : List.of(),
                Optional.of(name),
                "Looks like " + name + " (" + ReasonNumbers.probability(p[other]) + ") rather than " + image.className()
                        + " ("
                        + ReasonNumbers.probability(p[set.classNames().indexOf(image.className())]) + "); "
                        + Math.round(near * asked) + " of its " + asked + " nearest images are " + name + ".");
    }

    private double[] thresholds(int[] labels) {
        double[] sums = new double[set.classes()];
        int[] counts = new int[set.classes()];
        for (int i = 0; i < labels.length; i++) {
            if (beliefs.of(i).length > 0) {
                sums[labels[i]] += beliefs.of(i)[labels[i]];
                counts[labels[i]]++;
            }
        }
        for (int c = 0; c < sums.length; c++) {
            sums[c] = counts[c] == 0 ? 1 : sums[c] / counts[c];
        }
        return sums;
    }

    /** Returns the most probable of the classes that are as probable as for their own images, or −1. */
    private static int confident(double[] p, double[] thresholds) {
        int best = -1;
        for (int c = 0; c < p.length; c++) {
            if (p[c] >= thresholds[c] && (best < 0 || p[c] > p[best])) {
                best = c;
            }
        }
        return best;
    }

    private double share(int i, int c, int[] labels) {
        Neighbours nearest = neighbourhood.nearest();
        int of = 0;
        for (int j = 0; j < nearest.m(); j++) {
            of += labels[nearest.proxy(i, j)] == c ? 1 : 0;
        }
        return (double) of / nearest.m();
    }
}
