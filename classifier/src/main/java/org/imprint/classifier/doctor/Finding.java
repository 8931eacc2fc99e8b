package org.imprint.classifier.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.imprint.core.Checks;

/**
 * One thing that is wrong with a set of images, or looks so.
 *
 * <p>The order is that of severity: flagged before others, then the higher score, then kinds as they are declared, then images. It is
 * total for findings of different kinds or images.
 *
 * @param kind what it is
 * @param score how bad, in [0, 1], 1 is worst; see {@link FindingKind}
 * @param flagged whether the score is past the limit of its kind, so that somebody ought to look; the others are there for those who look
 *     further
 * @param subjects the images that it speaks of, the one to look at first; a finding about a class as a whole may have none
 * @param leaveOut those of the subjects that a list of images to leave out takes, such as all of a group of duplicates but the first;
 *     empty where nothing is gained by leaving out, or it is not for us to choose. Images to test with are dropped: a list is for those to
 *     learn from
 * @param suggestedClass the class that the first subject looks like, where it is another than its own
 * @param reason what was seen, one sentence with its numbers and limits, ending with a full stop; without what to do, which is
 *     {@link FindingKind#whatToDo}
 */
public record Finding(
        FindingKind kind,
        double score,
        boolean flagged,
        List<Subject> subjects,
        List<Subject> leaveOut,
        Optional<String> suggestedClass,
        String reason)
        implements Comparable<Finding> {

    private static final Comparator<Finding> SEVERITY = Comparator.comparing(Finding::flagged)
            .thenComparing(Finding::score)
            .reversed()
            .thenComparing(Finding::kind)
            .thenComparing(Finding::names)
            .thenComparing(Finding::reason);

    /** Checks the score and that what is left out is among the subjects. */
    public Finding {
        Checks.inRange("finding.score", score, 0, 1);
        subjects = List.copyOf(subjects);
        leaveOut = leaveOut.stream().filter(s -> s.side() == Subject.Side.TRAIN).toList();
        Checks.require(subjects.containsAll(leaveOut), "finding.leaveOut must be among its subjects", leaveOut);
    }

    /** Returns a flagged finding about one image, which a list of images to leave out takes if it is one to learn from. */
    public static Finding ofImage(FindingKind kind, double score, Subject image, String reason) {
        return new Finding(kind, score, true, List.of(image), List.of(image), Optional.empty(), reason);
    }

    /** Returns the finding as one that is not flagged, and leaves nothing out. */
    public Finding unflagged() {
        return new Finding(kind, score, false, subjects, List.of(), suggestedClass, reason);
    }

    /**
     * Returns whether it is cured by leaving out the images that it names for that, without a look at each. Images of others stand in a list
     * as remarks: so does one that is only nearly a test image.
     */
    public boolean isCuredByLeavingOut() {
        return kind.isCuredByLeavingOut() && (kind != FindingKind.LEAKAGE || score == 1);
    }

    private String names() {
        StringBuilder text = new StringBuilder();
        subjects.forEach(s -> text.append(s.side()).append(s.id()).append('\n'));
        return text.toString();
    }

    @Override
    public int compareTo(Finding o) {
        return SEVERITY.compare(this, o);
    }
}
