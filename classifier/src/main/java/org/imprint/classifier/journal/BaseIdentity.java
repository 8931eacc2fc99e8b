package org.imprint.classifier.journal;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;

/**
 * Which content a classifier's file has: the digest of its header, which holds a checksum of everything behind it. So it takes the time
 * of the header, not of the file.
 */
final class BaseIdentity {

    private BaseIdentity() {}

    /** Returns the digest. @throws DataException if the file cannot be read or is cut off */
    static ContentDigest of(Path file) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            long length = Long.reverseBytes(in.readLong());
            if (length < 0 || length > Files.size(file)) {
                throw new DataException(file + ": header must be within the file, was of " + length + " bytes");
            }
            return ContentDigest.of(in.readNBytes((int) length));
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }
}
