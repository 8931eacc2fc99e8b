package org.imprint.vision.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The published preprocessing fixtures: Pillow 9.4.0, torchvision 0.14.1, torch 1.13.0 (resize.json, preproc.json, lut.json and
 * the images in src).
 */
final class Fixtures {

    static final Path PREPROC = Path.of("src/test/resources/images/preproc");

    private Fixtures() {}

    static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(PREPROC.resolve(file).toFile());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
