package org.imprint.classifier.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All that was found, in order of severity.
 *
 * @param findings sorted as {@link Finding} says
 * @param skipped the kinds that were asked for and not looked for, or not everywhere, with the reason
 * @param images how many images were looked at, those that could not be read among them
 */
public record Diagnosis(List<Finding> findings, List<Skipped> skipped, int images) {

    /**
     * A kind that was not looked for.
     *
     * @param kind the kind
     * @param reason why, a clause such as {@code there is one class alone}
     */
    public record Skipped(FindingKind kind, String reason) {}

    /** Sorts the findings. */
    public Diagnosis {
        findings = findings.stream().sorted().toList();
        skipped = skipped.stream().sorted(Comparator.comparing(Skipped::kind)).toList();
    }

    /**
     * Makes the checks that give at least one of the wanted kinds, and drops findings of others.
     *
     * @param wanted the kinds that were asked for
     * @param images how many images there are
     */
    public static Diagnosis of(List<? extends DoctorCheck> checks, Set<FindingKind> wanted, int images)
            throws InterruptedException {
        List<Finding> found = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (DoctorCheck check : checks) {
            Set<FindingKind> own = EnumSet.copyOf(check.kinds());
            own.retainAll(wanted);
            if (own.isEmpty()) {
                continue;
            }
            if (check.obstacle().isPresent()) {
                String why = check.obstacle().get();
                own.forEach(kind -> skipped.add(new Skipped(kind, why)));
            } else {
                check.findings().stream().filter(f -> own.contains(f.kind())).forEach(found::add);
            }
        }
        return new Diagnosis(found, skipped, images);
    }

    /** Returns the findings of a kind, in order of severity. */
    public List<Finding> of(FindingKind kind) {
        return findings.stream().filter(f -> f.kind() == kind).toList();
    }

    /** Returns how many findings of a kind are flagged. */
    public int flagged(FindingKind kind) {
        return (int)
                findings.stream().filter(f -> f.kind() == kind && f.flagged()).count();
    }

    /** Returns how many findings are flagged. */
    public int flagged() {
        return (int) findings.stream().filter(Finding::flagged).count();
    }

    /** Returns the images that a list of images to leave out takes: of flagged findings, each once, in order of severity. */
    public List<Subject> leaveOut() {
        return findings.stream()
                .filter(Finding::flagged)
                .flatMap(f -> f.leaveOut().stream())
                .distinct()
                .toList();
    }
}
