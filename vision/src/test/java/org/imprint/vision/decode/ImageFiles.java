package org.imprint.vision.decode;

import java.nio.file.Path;

/** Image files for tests, one for each kind that is read. */
public final class ImageFiles {

    /** Their folder; {@code expected.json} in it has their pixels. */
    public static final Path FOLDER = Path.of("src/test/resources/images/decode");

    private ImageFiles() {}
}
