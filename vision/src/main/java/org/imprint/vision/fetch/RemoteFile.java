package org.imprint.vision.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.imprint.core.Checks;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;

/**
 * A file that somebody publishes: its name, where it is, and how to recognise it.
 *
 * @param name its name on the disk, without folders
 * @param sources addresses of the same bytes, tried in this order; none if it must not be downloaded
 * @param bytes its length, if it is published
 * @param digest its digest, if one is published
 */
public record RemoteFile(String name, List<URI> sources, OptionalLong bytes, Optional<Digest> digest) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");

    /** Copies the sources and checks the name. */
    public RemoteFile {
        Checks.require(
                NAME.matcher(name).matches(), "file name must be letters, digits, dots, dashes, underscores", name);
        sources = List.copyOf(sources);
    }

    /**
     * Throws unless a file on the disk has the published length and digest.
     *
     * @throws DataException if it is missing or another one, naming expected and actual
     */
    public void verify(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": file does not exist");
        }
        try {
            long length = Files.size(file);
            if (bytes.isPresent() && bytes.getAsLong() != length) {
                throw new DataException(file + ": must have " + bytes.getAsLong() + " bytes, was " + length
                        + ": the file is incomplete or another one");
            }
            if (digest.isPresent()) {
                digest.get().require(file, Digest.of(digest.get().algorithm(), file));
            }
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }
}
