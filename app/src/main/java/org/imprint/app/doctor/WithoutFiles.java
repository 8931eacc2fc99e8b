package org.imprint.app.doctor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.imprint.classifier.doctor.DoctorCheck;
import org.imprint.classifier.doctor.Evidence;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;

/** What cannot be looked for where there are embeddings alone. */
record WithoutFiles() implements DoctorCheck {

    /** Equal images are not among them: digests tell those. */
    @Override
    public Set<FindingKind> kinds() {
        return Arrays.stream(FindingKind.values())
                .filter(k -> k.evidence() == Evidence.FILES && k != FindingKind.EXACT_DUPLICATE)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.of("it takes image files");
    }

    @Override
    public List<Finding> findings() {
        return List.of();
    }
}
