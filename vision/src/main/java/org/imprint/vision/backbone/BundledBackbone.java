package org.imprint.vision.backbone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The small backbone that comes with the library; its model card lies beside it in the jar. */
public final class BundledBackbone {

    private static final String FOLDER = "/org/imprint/vision/bundled/";
    private static final String NAME = "imprint-mini";

    private BundledBackbone() {}

    /** Opens it; its digest is checked as for any other. */
    public static Backbone open() {
        return Backbone.open(NAME + ".onnx (bundled)", resource(NAME + ".onnx"), descriptor());
    }

    /** Returns its descriptor, which has its digest. */
    public static BackboneDescriptor descriptor() {
        String json = new String(resource(NAME + ".json"), StandardCharsets.UTF_8);
        return BackboneDescriptor.parse(NAME + ".json (bundled)", NAME, json);
    }

    private static byte[] resource(String name) {
        try (InputStream in = BundledBackbone.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar must hold " + FOLDER + name + ", but lacks it");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the jar's " + FOLDER + name + " cannot be read", e);
        }
    }
}
