package org.imprint.classifier.doctor.embedding;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.imprint.classifier.doctor.DoctorCheck;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.NeighbourSearch;
import org.imprint.core.search.Neighbours;
import org.imprint.core.text.Digits;

/**
 * Test images with training images within the {@link NearLimit} of training images, each with all of them, so that leaving those out
 * leaves none. The score is that of the nearest; 1 is left to equal bytes.
 */
final class LeakageCheck implements DoctorCheck {

    /** How many are asked for at first; those with more are asked again for so many times as many. */
    private static final int FIRST = 8;

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
        NeighbourSearch search = NeighbourSearch.by(Metric.COSINE, train.rows(), Semantics.CORRECTED);
        List<Finding> found = new ArrayList<>();
        int[] asked = IntStream.range(0, test.size()).toArray();
        for (int m = FIRST; asked.length > 0; m = (int) Math.min(train.size(), (long) m * FIRST)) {
            Neighbours nearest = search.nearest(test.rows().select(asked), m, parallel);
            IntStream.Builder more = IntStream.builder();
            for (int q = 0; q < asked.length; q++) {
                int near = near(nearest, q);
                if (near == nearest.m() && near < train.size()) {
                    more.add(asked[q]);
                } else {
                    finding(asked[q], q, nearest, near).ifPresent(found::add);
                }
            }
            asked = more.build().toArray();
        }
        return found;
    }

    /** Returns how many of the neighbours of query q are within the limit. */
    private int near(Neighbours nearest, int q) {
        double limit = neighbourhood.limit().distance();
        int near = 0;
        while (near < nearest.m() && nearest.value(q, near) <= limit) {
            near++;
        }
        return near;
    }

    /** Returns the finding of test image i, which is query q, with the nearest; those with the same bytes are told by their digests. */
    private Optional<Finding> finding(int i, int q, Neighbours nearest, int near) {
        int[] others = IntStream.range(0, near)
                .filter(j -> !train.image(nearest.proxy(q, j))
                        .digest()
                        .equals(test.image(i).digest()))
                .toArray();
        if (others.length == 0) {
            return Optional.empty();
        }
        List<Subject> learned = IntStream.of(others)
                .mapToObj(j -> train.subject(nearest.proxy(q, j)))
                .toList();
        List<Subject> subjects = new ArrayList<>(List.of(test.subject(i)));
        subjects.addAll(learned);
        NearLimit limit = neighbourhood.limit();
        double distance = nearest.value(q, others[0]);
        return Optional.of(new Finding(
                FindingKind.LEAKAGE,
                Math.min(Math.nextDown(1.0), limit.score(distance)),
                true,
                subjects,
                learned,
                Optional.empty(),
                "Test image " + test.subject(i).id() + " is nearly training image "
                        + learned.get(0).id()
                        + (learned.size() == 1 ? "" : " and " + Digits.count(learned.size() - 1) + " more")
                        + "; cosine "
                        + ReasonNumbers.cosine(distance) + ", limit " + ReasonNumbers.cosine(limit.distance()) + "."));
    }
}
