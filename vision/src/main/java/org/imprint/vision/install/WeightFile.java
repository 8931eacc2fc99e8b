package org.imprint.vision.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imprint.vision.data.DataException;
import org.imprint.vision.fetch.Digest;

/**
 * A file of weights on this machine whose digest is known.
 *
 * @param path where it is
 * @param source where it is from, for the provenance
 * @param temporary whether it was downloaded, and may go when the backbone is installed
 */
record WeightFile(Path path, String source, Digest sha256, Verification verification, boolean temporary) {

    /** Returns the user's own file. */
    static WeightFile own(Path file, Optional<Digest> wanted) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": there is no such file");
        }
        return own(file, Digest.of(Digest.Algorithm.SHA256, file), wanted);
    }

    /** Returns the user's own file, whose digest is known. */
    static WeightFile own(Path file, Digest actual, Optional<Digest> wanted) {
        wanted.ifPresent(digest -> digest.require(file, actual));
        return new WeightFile(file, file.toAbsolutePath().toString(), actual, Verification.OWN, false);
    }

    /** Throws if the file is not what its digest says any more, after it was read. */
    void requireUnchanged() throws IOException {
        requireSame(path);
    }

    /** Throws unless a copy is what the digest says. */
    void requireSame(Path copy) throws IOException {
        Digest now = Digest.of(Digest.Algorithm.SHA256, copy);
        if (!now.equals(sha256)) {
            throw new DataException(
                    path + ": was changed while it was read: its sha256 was " + sha256.hex() + ", is " + now.hex());
        }
    }

    /** Deletes a download, if the system lets it go: Windows keeps files that are still mapped. */
    void discard() {
        if (temporary && !path.toFile().delete()) {
            path.toFile().deleteOnExit();
        }
    }
}
