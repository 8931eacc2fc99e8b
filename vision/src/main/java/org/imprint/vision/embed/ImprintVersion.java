package org.imprint.vision.embed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The version of this library, which the build writes into a resource. */
public final class ImprintVersion {

    private static final String RESOURCE = "/org/imprint/vision/version.txt";

    private ImprintVersion() {}

    /** Returns it, such as {@code 0.1.0}. */
    public static String get() {
        try (InputStream in = ImprintVersion.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the jar must hold " + RESOURCE + ", but lacks it");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalStateException("the jar's " + RESOURCE + " cannot be read", e);
        }
    }
}
