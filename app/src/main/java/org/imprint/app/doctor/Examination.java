package org.imprint.app.doctor;

import java.util.Optional;
import java.util.Set;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.image.RgbImage;

/** Something that can be looked at for findings. */
interface Examination {

    /** Looks for findings of some kinds. */
    Examined examine(Set<FindingKind> wanted, Progress progress) throws InterruptedException;

    /**
     * Returns an image that a finding speaks of; empty where there are no images but what is made of them.
     *
     * @throws org.imprint.vision.data.DataException if it cannot be read
     */
    default Optional<RgbImage> pixels(Subject subject) {
        return Optional.empty();
    }
}
