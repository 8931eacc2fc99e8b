package org.imprint.app.labelled;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What lies at a path, by its first bytes, else by its ending. */
public enum LabelledKind {
    /** An embeddings file. */
    EMBEDDINGS,
    /** A classifier. */
    CLASSIFIER,
    /** Anything else: images, or nothing at all. */
    IMAGES;

    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    /** Returns what lies at a path, by its first bytes and its name. */
    public static LabelledKind of(Path path) {
        if (Files.isDirectory(path)) {
            return IMAGES;
        }
        byte[] start = start(path);
        String name = String.valueOf(path.getFileName());
        if (Arrays.equals(start, HDF5) || name.endsWith(".h5") || name.endsWith(".hdf5")) {
            return EMBEDDINGS;
        }
        return name.endsWith(".imprint") ? CLASSIFIER : IMAGES;
    }

    private static byte[] start(Path path) {
        if (!Files.isRegularFile(path)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(HDF5.length);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read", e);
        }
    }
}
