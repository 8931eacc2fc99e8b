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
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.search.Measure;
import org.imprint.core.text.Digits;

/**
 * A backbone that answers the same for all: rows whose cosine with the mean row is ≥ 1 − 10⁻⁴, where half of them are so; and rows that
 * are zero or not finite, of test images too.
 *
 * <p>Nearest neighbours of different images are at 0.03 to 0.2 with the backbones that were tried, hundreds of times farther.
 */
final class SameEmbeddingCheck implements DoctorCheck {

    private static final double SAME = 1e-4;
    private static final int FEWEST = 3;

    private final EmbeddedSet set;
    private final Optional<EmbeddedSet> test;
    private final double share;

    SameEmbeddingCheck(EmbeddedSet set, Optional<EmbeddedSet> test) {
        this.set = set;
        this.test = test;
        this.share = set.size() < FEWEST ? 0 : share(set.rows());
    }

    /** Returns whether so many rows are the same that nothing else can be told from them. */
    boolean isSame() {
        return share >= 0.5;
    }

    private static double share(FloatMatrix rows) {
        double[] sum = new double[rows.cols()];
        double[] norms = Measure.norms(rows);
        for (int i = 0; i < rows.rows(); i++) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += rows.get(i, j) / norms[i];
            }
        }
        FloatMatrix mean = FloatMatrix.zeros(1, sum.length);
        for (int j = 0; j < sum.length; j++) {
            mean.data()[j] = (float) (sum[j] / rows.rows());
        }
        int same = 0;
        for (int i = 0; i < rows.rows(); i++) {
            same += Measure.COSINE.between(rows, i, mean, 0) <= SAME ? 1 : 0;
        }
        return (double) same / rows.rows();
    }

    @Override
    public Set<FindingKind> kinds() {
        return EnumSet.of(FindingKind.SAME_EMBEDDING);
    }

    @Override
    public List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        if (isSame()) {
            found.add(new Finding(
                    FindingKind.SAME_EMBEDDING,
                    share,
                    true,
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    "The backbone answers nearly the same for "
                            + Digits.count(Math.round(share * set.size())) + " of " + Digits.count(set.size(), "image")
                            + ": cosine with their mean is 0.9999 or more."));
        }
        addUseless(set, "image", found);
        test.ifPresent(t -> addUseless(t, "test image", found));
        return found;
    }

    private static void addUseless(EmbeddedSet of, String noun, List<Finding> found) {
        List<Subject> useless = of.useless();
        if (!useless.isEmpty()) {
            found.add(new Finding(
                    FindingKind.SAME_EMBEDDING,
                    (double) useless.size() / (useless.size() + of.size()),
                    true,
                    useless,
                    useless,
                    Optional.empty(),
                    "Embeddings of " + Digits.count(useless.size(), noun) + " are zero or not finite."));
        }
    }
}
