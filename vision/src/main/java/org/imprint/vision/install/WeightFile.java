package org.imprint.vision.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imprint.vision.data.DataException;
import org.imprint.vision.zoo.Sha256;

/**
 * A file of weights on this machine whose digest is known.
 *
 * @param path where it is
 * @param source where it is from, for the provenance
 * @param temporary whether it was downloaded, and may go when the backbone is installed
 */
record WeightFile(Path path, String source, Sha256 sha256, Verification verification, boolean temporary) {

    /** Returns the user's own file. */
    static WeightFile own(Path file, Optional<Sha256> wanted) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": there is no such file");
        }
        wanted.ifPresent(digest -> digest.verify(file));
        return new WeightFile(file, file.toAbsolutePath().toString(), Sha256.of(file), Verification.OWN, false);
    }

    /** Deletes a download, if the system lets it go: Windows keeps files that are still mapped. */
    void discard() {
        if (temporary && !path.toFile().delete()) {
            path.toFile().deleteOnExit();
        }
    }
}
