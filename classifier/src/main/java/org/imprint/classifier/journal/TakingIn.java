package org.imprint.classifier.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.file.AtomicFile;

/**
 * The new file of a classifier that takes its journal in. Before it has its name, the journal says which content it will have: so who
 * finds file and journal after a kill, whenever that was, knows which changes the file has.
 */
final class TakingIn {

    private TakingIn() {}

    /** Is told of the new file before it has its name. */
    @FunctionalInterface
    interface Mark {
        /** Writes it down. @param identity of the new file */
        void made(ContentDigest identity) throws IOException;
    }

    /** Replaces a file. Returns the identity of the new one. */
    static ContentDigest write(Path file, ClassifierContents contents, Mark mark) throws IOException {
        ContentDigest[] identity = new ContentDigest[1];
        AtomicFile.write(file, temporary -> {
            ImprintFile.save(temporary, contents);
            identity[0] = BaseIdentity.of(temporary);
            mark.made(identity[0]);
        });
        return identity[0];
    }
}
