package org.imprint.vision.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Expected pixels are Pillow 9.4.0's, written by src/test/python/make_image_fixtures.py. */
class ImageDecoderTest {

    private static final Path FILES = Path.of("src/test/resources/images/decode");

    @TestFactory
    Stream<DynamicTest> equalsPillowToTheBit() throws IOException {
        JsonNode files = new ObjectMapper()
                .readTree(FILES.resolve("expected.json").toFile())
                .get("files");
        List<DynamicTest> tests = new ArrayList<>();
        files.properties().forEach(file -> {
            for (Orientation orientation : Orientation.values()) {
                JsonNode expected = file.getValue().get(orientation == Orientation.UPRIGHT ? "upright" : "stored");
                tests.add(DynamicTest.dynamicTest(file.getKey() + " " + orientation, () -> {
                    RgbImage image = ImageDecoder.decode(FILES.resolve(file.getKey()), orientation);
                    assertThat(image.width()).isEqualTo(expected.get("width").asInt());
                    assertThat(image.height()).isEqualTo(expected.get("height").asInt());
                    assertThat(sha256(image)).isEqualTo(expected.get("sha256").asText());
                }));
            }
        });
        return tests.stream();
    }

    private static String sha256(RgbImage image) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image.pixels()));
    }
}
