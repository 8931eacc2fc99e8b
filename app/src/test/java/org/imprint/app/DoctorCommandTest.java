package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.imprint.vision.install.BackboneNames;
import org.imprint.vision.store.EmbeddingPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that are put among the bundled digits are found, and little else. */
class DoctorCommandTest {

    private static final Set<Integer> DIGITS = Set.of(0, 1, 4, 7);

    @TempDir
    private Path folder;

    private Path photos;

    @BeforeEach
    void makePhotos() throws IOException {
        System.setProperty(BackboneNames.HOME_PROPERTY, folder.resolve("home").toString());
        photos = Samples.folders(folder.resolve("photos"), DIGITS, 20);
    }

    @AfterEach
    void forgetTheHome() {
        System.clearProperty(BackboneNames.HOME_PROPERTY);
    }

    private void copy(String from, String to) throws IOException {
        Files.copy(photos.resolve(from), photos.resolve(to));
    }

    private static JsonNode json(Imprint run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    private static List<JsonNode> flagged(JsonNode root, String kind) {
        List<JsonNode> found = new ArrayList<>();
        root.get("findings").forEach(f -> {
            if (f.get("kind").asText().equals(kind) && f.get("flagged").asBoolean()) {
                found.add(f);
            }
        });
        return found;
    }

    private static Set<String> images(List<JsonNode> findings) {
        Set<String> names = new TreeSet<>();
        findings.forEach(
                f -> f.get("images").forEach(i -> names.add(i.get("name").asText())));
        return names;
    }

    @Test
    void seededFaultsAreFoundAndNamed() throws IOException {
        Files.move(photos.resolve("digit 0/006.png"), photos.resolve("digit 7/moved.png"));
        Files.move(photos.resolve("digit 1/007.png"), photos.resolve("digit 0/moved.png"));
        Files.move(photos.resolve("digit 4/008.png"), photos.resolve("digit 1/moved.png"));
        Files.move(photos.resolve("digit 7/009.png"), photos.resolve("digit 4/moved.png"));
        copy("digit 4/003.png", "digit 4/again.png");
        copy("digit 7/004.png", "digit 4/also here.png");
        Files.writeString(photos.resolve("digit 7/broken.png"), "no picture");

        Imprint run = Imprint.run("doctor", photos, "--backbone", "imprint-mini", "--json");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        JsonNode root = json(run);

        Set<String> suspects = images(flagged(root, "wrong-label"));
        suspects.remove("digit 4/also here.png"); // it is in two classes, and wrong in this one
        assertThat(suspects)
                .containsExactly("digit 0/moved.png", "digit 1/moved.png", "digit 4/moved.png", "digit 7/moved.png");
        assertThat(flagged(root, "wrong-label"))
                .filteredOn(f -> f.at("/images/0/name").asText().equals("digit 0/moved.png"))
                .singleElement()
                .satisfies(f -> assertThat(f.get("suggested_class").asText()).isEqualTo("digit 1"));
        assertThat(images(flagged(root, "exact-duplicate"))).containsExactly("digit 4/003.png", "digit 4/again.png");
        assertThat(flagged(root, "exact-duplicate")
                        .get(0)
                        .at("/leave_out/0/name")
                        .asText())
                .isEqualTo("digit 4/again.png");
        // a moved one can be nearly the same as one that stayed
        assertThat(images(flagged(root, "two-classes"))).contains("digit 4/also here.png", "digit 7/004.png");
        assertThat(images(flagged(root, "unreadable"))).containsExactly("digit 7/broken.png");
        assertThat(flagged(root, "few-examples")).isEmpty();
        assertThat(root.get("images").asInt()).isEqualTo(83);
    }

    @Test
    void testImagesThatWereLearnedAreFoundByTheirBytesAndWithoutABackbone() throws IOException {
        Path test = Samples.folders(folder.resolve("test"), Set.of(0, 1), 22);
        for (int i = 3; i <= 20; i++) {
            for (String digit : List.of("digit 0", "digit 1")) {
                Files.delete(test.resolve(digit).resolve(String.format("%03d.png", i)));
            }
        }
        Imprint run = Imprint.run(
                "doctor",
                photos,
                "--test",
                test,
                "--only",
                "leakage,few-examples",
                "--false-reject",
                "0.04",
                "--json",
                "--backbone",
                "imprint-mini");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        JsonNode root = json(run);
        assertThat(images(flagged(root, "leakage")))
                .contains("digit 0/001.png", "digit 0/002.png", "digit 1/001.png", "digit 1/002.png");
        // ⌈1/0.04⌉ − 1 = 24 of 20
        assertThat(flagged(root, "few-examples")).hasSize(4);

        Imprint files = Imprint.run("doctor", photos, "--only", "exact-duplicate", "--json");
        assertThat(files.exitCode()).as(files.err()).isZero();
        assertThat(json(files).has("backbone")).isFalse();
    }

    @Test
    void embeddingsFilesAndClassifiersAreLookedAtWithoutTheirImages() throws IOException {
        copy("digit 4/003.png", "digit 0/three.png");
        Path h5 = folder.resolve("digits.h5");
        assertThat(Imprint.run("embed", "--data", photos, "--out", h5, "--backbone", "imprint-mini")
                        .exitCode())
                .isZero();
        Imprint rows = Imprint.run("doctor", h5, "--json");
        assertThat(rows.exitCode()).as(rows.err()).isEqualTo(1);
        assertThat(images(flagged(json(rows), "two-classes"))).containsExactly("digit 0/three.png", "digit 4/003.png");

        Path file = folder.resolve("digits.imprint");
        Imprint fit = Imprint.run("fit", photos, "-o", file, "--backbone", "imprint-mini", "--k", 2);
        assertThat(fit.exitCode()).as(fit.err()).isZero();
        Imprint classifier = Imprint.run("doctor", file);
        assertThat(classifier.exitCode()).as(classifier.err()).isEqualTo(1);
        assertThat(classifier.out())
                .contains(file + ": 81 images, 4 classes, backbone imprint-mini")
                .contains("One image, byte for byte, is in 2 classes: digit 0, digit 4.")
                .contains("What to do: Keep it in the class that is right")
                .contains("not looked for: unreadable, truncated, blank, tiny, blurred, dark, bright, odd-aspect,"
                        + " rotated, it takes image files");
        Imprint blank = Imprint.run("doctor", h5, "--only", "blank", "--json");
        assertThat(json(blank).get("not_looked_for")).singleElement().satisfies(s -> {
            assertThat(s.get("kind").asText()).isEqualTo("blank");
            assertThat(s.get("in_part").asBoolean()).isFalse();
            assertThat(s.get("reason").asText()).isEqualTo("it takes image files");
        });
    }

    /** Three files of one image: two classes tell by their bytes, near ones cannot be told. */
    @Test
    void whatWasFoundIsNotCalledNotLookedFor() throws IOException {
        Path equal = Samples.folders(folder.resolve("equal"), Set.of(0, 1), 1);
        Files.copy(equal.resolve("digit 0/001.png"), equal.resolve("digit 0/again.png"));
        Files.delete(equal.resolve("digit 1/001.png"));
        Files.copy(equal.resolve("digit 0/001.png"), equal.resolve("digit 1/again.png"));
        Imprint run = Imprint.run("doctor", equal, "--only", "two-classes,outlier", "--backbone", "imprint-mini");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("One image in two classes (two-classes): 1 flagged")
                .contains(
                        "looked for in part alone: two-classes, there must be at least 3 different images that can be embedded")
                .contains("not looked for: outlier, there must be at least 3 different images");
    }

    @Test
    void aFileWithoutDigestsSaysThatEqualImagesAreNotLookedFor() throws IOException {
        Path train = new EmbeddingPath("FashionMNIST", "resnet18", "train").under(SmallSweep.DATA);
        Imprint run = Imprint.run("doctor", train, "--test", train, "--json", "--only", "exact-duplicate,leakage");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(flagged(json(run), "leakage")).isNotEmpty();
        assertThat(json(run).get("not_looked_for"))
                .extracting(s -> s.get("kind").asText())
                .containsExactly("leakage", "leakage", "exact-duplicate", "exact-duplicate");
        assertThat(Imprint.run("doctor", train).out())
                .contains("not looked for: exact-duplicate, " + train + " has no digests of its images");
    }

    @Test
    void whatDoesNotGoTogetherIsAnError() {
        assertThat(Imprint.run("doctor", photos, "--only", "leakage").err())
                .contains("--only leakage must go with --test, was given without");
        assertThat(Imprint.run("doctor", photos, "--only", "blury").err()).contains("must be one of", "blurred");
        assertThat(Imprint.run("doctor", photos, "--false-reject", "0.7").err())
                .contains("--false-reject must be in (0, 0.5], was 0.7");
        assertThat(Imprint.run("doctor", photos, "--false-reject", "5%").err())
                .contains("--false-reject must be in (0, 0.5], was 5%");
        assertThat(Imprint.run("doctor", folder.resolve("none.h5")).err()).contains("none.h5");
    }
}
