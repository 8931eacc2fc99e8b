package org.imprint.classifier.doctor.picture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.imprint.classifier.doctor.DoctorCheck;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.text.Digits;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.image.Preprocessing;

/**
 * Looks at the file and the pixels of each image by itself.
 *
 * <p>What holds of more than half of at least {@value #FEW} images, such as that they are tiny, is how the set is and no fault of single
 * images: it is one finding, with the worst as examples. Files that cannot be read or hold nothing are named one by one all the same.
 *
 * <p>Cost: each image is decoded once, on all threads; memory that of one image a thread and 100 bytes an image.
 */
public final class PictureCheck implements DoctorCheck {

    /** Fewer images are named one by one, however many of the set they are. */
    static final int FEW = 10;

    private static final int AT_ONCE = 64;
    private static final int EXAMPLES = 5;

    private static final Set<FindingKind> KINDS = EnumSet.of(
            FindingKind.UNREADABLE,
            FindingKind.TRUNCATED,
            FindingKind.BLANK,
            FindingKind.TINY,
            FindingKind.BLURRED,
            FindingKind.DARK,
            FindingKind.BRIGHT,
            FindingKind.ODD_ASPECT,
            FindingKind.ROTATED);
    private static final Set<FindingKind> ALWAYS_ONE_BY_ONE =
            EnumSet.of(FindingKind.UNREADABLE, FindingKind.TRUNCATED, FindingKind.BLANK);

    private final SampleSource source;
    private final Subject.Side side;
    private final Sight sight;
    private final Parallel parallel;
    private final Progress progress;

    /**
     * Creates the check; nothing is read yet.
     *
     * @param side which of the sources of the examination it is
     * @param preprocessing of the backbone that is to see the images; empty if it is not known
     * @param progress is told how many images have been looked at
     */
    public PictureCheck(
            SampleSource source,
            Subject.Side side,
            Optional<Preprocessing> preprocessing,
            Parallel parallel,
            Progress progress) {
        this.source = source;
        this.side = side;
        this.sight = new Sight(preprocessing);
        this.parallel = parallel;
        this.progress = progress;
    }

    @Override
    public Set<FindingKind> kinds() {
        return EnumSet.copyOf(KINDS);
    }

    @Override
    public List<Finding> findings() throws InterruptedException {
        List<PictureFacts> facts = facts();
        PictureRules rules = new PictureRules(sight, Softness.of(facts));
        Map<FindingKind, List<Finding>> byKind = new EnumMap<>(FindingKind.class);
        facts.stream()
                .flatMap(rules::of)
                .forEach(f ->
                        byKind.computeIfAbsent(f.kind(), k -> new ArrayList<>()).add(f));
        return byKind.values().stream().flatMap(this::told).toList();
    }

    private List<PictureFacts> facts() throws InterruptedException {
        int n = source.size();
        PictureFacts[] facts = new PictureFacts[n];
        for (int from = 0; from < n; from += AT_ONCE) {
            int first = from;
            int some = Math.min(AT_ONCE, n - from);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            parallel.forEach(some, k -> facts[first + k] = PictureFacts.of(source, subject(first + k)));
            progress.done(from + (long) some, n);
        }
        return List.of(facts);
    }

    private Subject subject(int i) {
        return new Subject(source.id(i), source.classNames().get(source.label(i)), i, side);
    }

    private Stream<Finding> told(List<Finding> found) {
        List<Finding> flagged = found.stream().filter(Finding::flagged).toList();
        if (ALWAYS_ONE_BY_ONE.contains(found.get(0).kind()) || !isMost(found)) {
            return found.stream();
        }
        return isMost(flagged) ? Stream.of(common(flagged)) : flagged.stream();
    }

    private boolean isMost(List<Finding> found) {
        return found.size() >= FEW && 2 * found.size() > source.size();
    }

    private Finding common(List<Finding> flagged) {
        List<Finding> sorted = flagged.stream().sorted().toList();
        Finding worst = sorted.get(0);
        return new Finding(
                worst.kind(),
                worst.score(),
                true,
                sorted.stream()
                        .limit(EXAMPLES)
                        .flatMap(f -> f.subjects().stream())
                        .toList(),
                List.of(),
                Optional.empty(),
                "This is so of " + Digits.count(flagged.size()) + " of " + Digits.count(source.size(), "image")
                        + ", so it is how the set is rather than a fault of single images; the worst: "
                        + worst.reason());
    }
}
