package org.imprint.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.fetch.ArchiveLimits;
import org.imprint.vision.fetch.Archives;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.image.RgbImage;

/** Small files made by scipy, torch, bz2, tarfile and Pillow, and what those libraries read from them (make_dataset_fixtures.py). */
final class Expected {

    static final Path FILES = Path.of("src/test/resources/datasets");

    private Expected() {}

    static JsonNode of(String name) throws IOException {
        return new ObjectMapper()
                .readTree(FILES.resolve("expected.json").toFile())
                .get(name);
    }

    static List<Integer> ints(JsonNode array) {
        List<Integer> all = new ArrayList<>();
        array.forEach(n -> all.add(n.intValue()));
        return all;
    }

    static List<String> texts(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(n -> all.add(n.textValue()));
        return all;
    }

    static List<Integer> labels(SampleSource source) {
        return IntStream.range(0, source.size()).map(source::label).boxed().toList();
    }

    static List<String> ids(SampleSource source) {
        return IntStream.range(0, source.size()).mapToObj(source::id).toList();
    }

    /** Unpacks archives into a folder, as one may have done by hand: their digests are not those of the official ones. */
    static void unpack(Path folder, String... archives) {
        for (String archive : archives) {
            Archives.extract(FILES.resolve(archive), folder, ArchiveLimits.STANDARD);
        }
    }

    /** Returns the SHA-256 of each image's RGB bytes. */
    static List<String> digests(SampleSource source) throws IOException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            RgbImage image = source.image(i);
            all.add(Digest.of(Digest.Algorithm.SHA256, new ByteArrayInputStream(image.pixels()))
                    .hex());
        }
        return all;
    }

    static void assertEquals(SampleSource source, String name) throws IOException {
        assertThat(labels(source)).isEqualTo(ints(of(name).get("labels")));
        assertThat(digests(source)).isEqualTo(texts(of(name).get("images")));
        assertThat(ids(source)).doesNotHaveDuplicates();
    }

    /** Copies fixture files to a folder. */
    static void copy(Path folder, String... names) throws IOException {
        Files.createDirectories(folder);
        for (String name : names) {
            Files.copy(FILES.resolve(name), folder.resolve(name));
        }
    }
}
