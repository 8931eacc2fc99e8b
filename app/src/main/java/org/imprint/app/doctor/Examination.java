package org.imprint.app.doctor;

import java.util.Set;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.vision.embed.Progress;

/** Something that can be looked at for findings. */
interface Examination {

    /** Looks for findings of some kinds. */
    Examined examine(Set<FindingKind> wanted, Progress progress) throws InterruptedException;
}
