package org.imprint.classifier.doctor.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprint.classifier.doctor.DoctorCheck;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.core.matrix.Parallel;

/**
 * All checks of embeddings, which share their work: one search of all pairs, one least squares.
 *
 * <p>Time n²·d operations for the pairs, 2·n·m·d for m test images, about 2·n·d² + d³ for labels; memory the rows and about 1 kB an image,
 * and 16·d² bytes. Where the backbone tells nothing, that alone is told.
 */
public final class EmbeddingChecks {

    private EmbeddingChecks() {}

    /**
     * Returns the checks.
     *
     * @param train images to learn from
     * @param test images to test with, if there are any; embedded by the same backbone
     * @param parallel threads, which change no finding
     */
    public static List<DoctorCheck> of(EmbeddedSet train, Optional<EmbeddedSet> test, Parallel parallel) {
        SameEmbeddingCheck same = new SameEmbeddingCheck(train, test);
        Neighbourhood neighbourhood = new Neighbourhood(train, parallel);
        Beliefs beliefs = new Beliefs(train, parallel);
        Optional<String> pairs = obstacle(train, same);
        Optional<String> labels = pairs.or(
                () -> train.classes() < 2 ? Optional.of("there must be at least 2 classes") : Optional.empty());
        List<DoctorCheck> checks = new ArrayList<>(List.of(
                same,
                new Guarded(new NearCheck(train, neighbourhood), pairs),
                new Guarded(new OutlierCheck(train, neighbourhood), pairs),
                new Guarded(new WrongLabelCheck(train, neighbourhood, beliefs), labels),
                new Guarded(new AlikeCheck(train, beliefs), labels)));
        test.ifPresent(t -> checks.add(new Guarded(new LeakageCheck(train, t, neighbourhood, parallel), pairs)));
        return checks;
    }

    private static Optional<String> obstacle(EmbeddedSet train, SameEmbeddingCheck same) {
        if (train.size() < 3) {
            return Optional.of("there must be at least 3 different images that can be embedded");
        }
        return same.isSame() ? Optional.of("the backbone answers nearly the same for all") : Optional.empty();
    }

    /** A check that cannot be made where embeddings do not allow it. */
    private record Guarded(DoctorCheck check, Optional<String> why) implements DoctorCheck {

        @Override
        public Set<FindingKind> kinds() {
            return check.kinds();
        }

        @Override
        public Optional<String> obstacle() {
            return why.or(check::obstacle);
        }

        @Override
        public List<Finding> findings() throws InterruptedException {
            return check.findings();
        }
    }
}
