package org.imprint.classifier.doctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that was found, in order of severity.
 *
 * @param findings sorted as {@link Finding} says
 * @param skipped the kinds that were asked for and not looked for, or not everywhere, with the reason
 * @param images how many images were looked at, those that could not be read among them
 */
public record Diagnosis(List<Finding> findings, List<Skipped> skipped, int images) {

    /**
     * A kind that was not looked for, or in part alone.
     *
     * @param kind the kind
     * @param reason why, a clause such as {@code there is one class alone}
     * @param inPart whether another check has looked for it all the same, such as for equal images where near ones cannot be told
     */
    public record Skipped(FindingKind kind, String reason, boolean inPart) {

        /** A kind that was not looked for at all. */
        public Skipped(FindingKind kind, String reason) {
            this(kind, reason, false);
        }
    }

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
        Set<FindingKind> looked = EnumSet.noneOf(FindingKind.class);
        checks.stream().filter(c -> c.obstacle().isEmpty()).forEach(c -> looked.addAll(c.kinds()));
        for (DoctorCheck check : checks) {
            Set<FindingKind> own = EnumSet.copyOf(check.kinds());
            own.retainAll(wanted);
            if (own.isEmpty()) {
                continue;
            }
            if (check.obstacle().isPresent()) {
                String why = check.obstacle().get();
                own.forEach(kind -> skipped.add(new Skipped(kind, why, looked.contains(kind))));
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

    /** Returns what was skipped, those of one reason together, in the order of their first kinds. */
    public Collection<List<Skipped>> skippedByReason() {
        return skipped.stream()
                .distinct()
                .collect(Collectors.groupingBy(
                        s -> List.of(s.reason(), s.inPart()), LinkedHashMap::new, Collectors.toList()))
                .values();
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
