package org.imprint.classifier.doctor.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprint.classifier.doctor.DoctorCheck;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.RobustScale;
import org.imprint.classifier.doctor.Subject;
import org.imprint.core.search.Neighbours;
import org.imprint.core.text.Digits;

/**
 * Images that are far from all others, beside how far those of their class are.
 *
 * <pre>
 *   uᵢ      mean of 1 − cos to the 5 nearest other images, of any class
 *   zᵢ      (ln uᵢ − median) / (1.4826 · median absolute deviation), both over ln u of its class
 *   score   1 − 4 / (4 + max(0, z));   flagged from z = 4, told from z = 3
 * </pre>
 *
 * <p>Of any class: what is far from its own and near another is no outlier, its label looks wrong. Classes of fewer than 5 images have no
 * spread to compare with.
 */
final class OutlierCheck implements DoctorCheck {

    private static final int NEAREST = 5;
    private static final int SMALLEST_CLASS = 5;
    private static final double FLAGGED = 4;
    private static final double TOLD = 3;
    /** Equal images have distance 0, which has no logarithm. */
    private static final double NOTHING = 1e-9;

    private final EmbeddedSet set;
    private final Neighbourhood neighbourhood;

    OutlierCheck(EmbeddedSet set, Neighbourhood neighbourhood) {
        this.set = set;
        this.neighbourhood = neighbourhood;
    }

    @Override
    public Set<FindingKind> kinds() {
        return EnumSet.of(FindingKind.OUTLIER);
    }

    @Override
    public List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        for (int c = 0; c < set.classes(); c++) {
            if (set.sizeOf(c) >= SMALLEST_CLASS) {
                ofClass(c, found);
            }
        }
        return found;
    }

    private void ofClass(int c, List<Finding> found) {
        double[] logs = new double[set.sizeOf(c)];
        Arrays.setAll(logs, i -> Math.log(Math.max(NOTHING, distance(set.first(c) + i))));
        RobustScale scale = RobustScale.of(logs);
        for (int i = 0; i < logs.length; i++) {
            double above = logs[i] - scale.median();
            double z = scale.deviation() == 0 ? 0 : above / scale.deviation();
            if (z >= TOLD) {
                found.add(finding(set.subject(set.first(c) + i), z, Math.exp(above)));
            }
        }
    }

    private static Finding finding(Subject image, double z, double times) {
        boolean flagged = z >= FLAGGED;
        return new Finding(
                FindingKind.OUTLIER,
                1 - FLAGGED / (FLAGGED + z),
                flagged,
                List.of(image),
                flagged ? List.of(image) : List.of(),
                Optional.empty(),
                "Its nearest images are " + Digits.fixed(times, 1) + " times as far as is usual in class "
                        + image.className() + ", " + Digits.fixed(z, 1) + " deviations above.");
    }

    private double distance(int i) {
        Neighbours nearest = neighbourhood.nearest();
        int m = Math.min(NEAREST, nearest.m());
        double sum = 0;
        for (int j = 0; j < m; j++) {
            sum += nearest.value(i, j);
        }
        return sum / m;
    }
}
