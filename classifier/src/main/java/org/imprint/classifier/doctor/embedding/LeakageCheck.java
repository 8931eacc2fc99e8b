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
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.NeighbourSearch;
import org.imprint.core.search.Neighbours;

/** Test images whose nearest training image is within the {@link NearLimit} of training images; the score 1 is left to equal bytes. */
final class LeakageCheck implements DoctorCheck {

    private final EmbeddedSet train;
    private final EmbeddedSet test;
    private final Neighbourhood neighbourhood;
    private final Parallel parallel;

    LeakageCheck(EmbeddedSet train, EmbeddedSet test, Neighbourhood neighbourhood, Parallel parallel) {
        this.train = train;
        this.test = test;
        this.neighbourhood = neighbourhood;
        this.parallel = parallel;
    }

    @Override
    public Set<FindingKind> kinds() {
        return EnumSet.of(FindingKind.LEAKAGE);
    }

    @Override
    public Optional<String> obstacle() {
        return test.size() == 0 ? Optional.of("no test image can be used") : Optional.empty();
    }

    @Override
    public List<Finding> findings() {
        Neighbours nearest = NeighbourSearch.by(Metric.COSINE, train.rows(), Semantics.CORRECTED)
                .nearest(test.rows(), 1, parallel);
        NearLimit limit = neighbourhood.limit();
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < test.size(); i++) {
            int of = nearest.proxy(i, 0);
            double distance = nearest.value(i, 0);
            boolean one = train.image(of).digest().equals(test.image(i).digest());
            if (distance <= limit.distance() && !one) {
                Subject learned = train.subject(of);
                found.add(new Finding(
                        FindingKind.LEAKAGE,
                        Math.min(Math.nextDown(1.0), limit.score(distance)),
                        true,
                        List.of(test.subject(i), learned),
                        List.of(learned),
                        Optional.empty(),
                        "Test image " + test.subject(i).id() + " is nearly training image " + learned.id() + "; cosine "
                                + ReasonNumbers.cosine(distance) + ", limit " + ReasonNumbers.cosine(limit.distance())
                                + "."));
            }
        }
        return found;
    }
}
