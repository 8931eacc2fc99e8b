package org.imprint.classifier.doctor;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One look at a set of images, which gives findings of some kinds.
 *
 * <p>Equal images give equal findings, in any order, whatever the number of threads. An image that cannot be read is a finding, never an
 * error.
 */
public interface DoctorCheck {

    /** Returns the kinds that its findings can have. */
    Set<FindingKind> kinds();

    /** Returns why it cannot be made, such as {@code there is one class alone}; empty if it can. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** Makes it. Asked only where there is no obstacle. */
    List<Finding> findings() throws InterruptedException;
}
