package org.imprint.vision.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.vision.data.DataException;
import org.imprint.vision.image.Crop;
import org.imprint.vision.image.CropRounding;
import org.imprint.vision.image.Interpolation;
import org.imprint.vision.image.Layout;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.image.Resize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackboneDescriptorTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private static final String FULL = "{'schema': 1, 'name': 'big', 'input': 'x', 'output': 'y', 'channels': 1, "
            + "'layout': 'nhwc', 'resize': [30, 40], 'crop': [20, 24], 'crop_rounding': 'floor', "
            + "'interpolation': 'bicubic', 'mean': [0.25], 'std': [0.5], 'dimension': 7, 'lambda': 0.01, "
            + "'licence': 'MIT', 'sha256': '" + DIGEST + "'}";

    private static BackboneDescriptor parse(String json) {
        return BackboneDescriptor.parse("my.json", "my", json.replace('\'', '"'));
    }

    @Test
    void everyKeyIsRead() {
        assertThat(parse(FULL))
                .isEqualTo(new BackboneDescriptor(
                        "big",
                        Optional.of("x"),
                        Optional.of("y"),
                        new Preprocessing(
                                new Resize.Exact(30, 40),
                                Interpolation.BICUBIC,
                                new Crop.Centre(20, 24, CropRounding.FLOOR),
                                List.of(0.25f),
                                List.of(0.5f),
                                Layout.NHWC),
                        7,
                        OptionalDouble.of(0.01),
                        Optional.of("MIT"),
                        Optional.of(DIGEST)));
    }

    @Test
    void absentKeysHaveTheDocumentedDefaults() {
        assertThat(parse("{'schema': 1, 'crop': 224, 'mean': [0.5, 0.5, 0.5], 'std': [1, 2, 3], 'dimension': 512}"))
                .isEqualTo(new BackboneDescriptor(
                        "my",
                        Optional.empty(),
                        Optional.empty(),
                        new Preprocessing(
                                new Resize.None(),
                                Interpolation.BILINEAR,
                                Crop.Centre.square(224),
                                List.of(0.5f, 0.5f, 0.5f),
                                List.of(1f, 2f, 3f),
                                Layout.NCHW),
                        512,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        for (BackboneDescriptor d : List.of(
                parse(FULL),
                parse("{'schema': 1, 'resize': 256, 'crop': 224, 'mean': [0.1], 'std': [0.3], 'dimension': 1}"),
                parse("{'schema': 1, 'resize': [9, 9], 'crop': null, 'mean': [0.1], 'std': [0.3], 'dimension': 1}"))) {
            assertThat(BackboneDescriptor.parse("again", "other", d.toJson())).isEqualTo(d);
        }
    }

    @Test
    void preprocessingIsOneLineWithTheSameKeys() {
        assertThat(parse(FULL).preprocessingJson())
                .isEqualTo("{'channels':1,'layout':'nhwc','resize':[30,40],'crop':[20,24],'crop_rounding':'floor',"
                                .replace('\'', '"')
                        + "\"interpolation\":\"bicubic\",\"mean\":[0.25],\"std\":[0.5]}");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> parse("{'schema': 2, 'Name': 'x', 'interpolatoin': 'bilinear', 'wibble': 1, "
                        + "'layout': 'chw', 'resize': [0, 4], 'crop': 'big', 'crop_rounding': 1, 'mean': [], "
                        + "'std': [0, 1, 1], 'channels': 2, 'dimension': 0, 'lambda': 0, 'sha256': 'abc', "
                        + "'licence': ' ', 'input': 3}"))
                .isInstanceOf(DataException.class)
                .hasMessage(String.join(
                        "\n  ",
                        "my.json has 16 problem(s):",
                        "Name: unknown key; did you mean name?",
                        "interpolatoin: unknown key; did you mean interpolation?",
                        "wibble: unknown key; there are schema, name, input, output, channels, layout, resize, crop, "
                                + "crop_rounding, interpolation, mean, std, dimension, lambda, licence, sha256",
                        "schema: must be 1, was 2",
                        "input: must be a string that is not blank, was 3",
                        "mean: must be a list of 1 or 3 numbers in [-1000000.0, 1000000.0], was []",
                        "std: must be a list of 1 or 3 numbers in [1.1754943508222875E-38, 1000000.0], was [0,1,1]",
                        "layout: must be one of nchw, nhwc, was \"chw\"",
                        "crop_rounding: must be one of half_even, floor, was 1",
                        "resize: must be a side or [height, width], each in [1, 4096], was [0,4]",
                        "crop: must be a side or [height, width], each in [1, 4096], was \"big\"",
                        "channels: must be 1 (grey) or 3 (red, green, blue), was 2",
                        "dimension: must be in [1, 1048576], was 0",
                        "lambda: must be a finite number > 0, was 0",
                        "licence: must be a string that is not blank, was \" \"",
                        "sha256: must be 64 hexadecimal digits, was abc"));
    }

    @Test
    void requiredKeysAreAskedFor() {
        assertThatThrownBy(() -> parse("{}"))
                .hasMessage("my.json has 4 problem(s):\n  mean: is required\n  std: is required\n"
                        + "  schema: is required\n  dimension: is required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'schema': 1, 'mean': [1, 2], 'std': [1, 1], 'dimension': 4, 'crop': 2}"
                        + "| mean: must have 1 value (grey) or 3 (red, green, blue), was [1.0, 2.0]",
                "{'schema': 1, 'mean': [1], 'std': [1, 1, 1], 'dimension': 4, 'crop': 2}"
                        + "| std: must have as many values as mean, 1, was [1.0, 1.0, 1.0]",
                "{'schema': 1, 'channels': 3, 'mean': [1], 'std': [1], 'dimension': 4, 'crop': 2}"
                        + "| channels: must be the number of values of mean, 1, was 3",
                "{'schema': 1, 'mean': [1], 'std': [1], 'dimension': 4, 'resize': 256}"
                        + "| crop: must be given unless resize is [height, width]: the input's size must be fixed"
            })
    void keysThatDisagreeAreRefused(String json, String problem) {
        assertThatThrownBy(() -> parse(json)).hasMessage("my.json has 1 problem(s):\n  " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'schema': 1,, }| is not JSON in line 1, column 14",
                "{'schema': 1} x| is not JSON in line 1, column 15",
                "{'schema': 1, 'schema': 1}| is not JSON in line 1, column 23",
                "[1]| must be a JSON object with the keys schema, name",
                "''| must be a JSON object with the keys schema, name"
            })
    void textThatIsNotADescriptorIsRefused(String json, String message) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("my.json: " + message);
    }

    @Test
    void filesAreReadWithTheirNameAsDefault(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("v2.json"),
                "{\"schema\": 1, \"crop\": 2, \"mean\": [0], \"std\": [1], \"dimension\": 4}");
        assertThat(BackboneDescriptor.read(file).name()).isEqualTo("v2");
        Path missing = folder.resolve("none.json");
        assertThatThrownBy(() -> BackboneDescriptor.read(missing))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(missing + ": cannot be read");
    }

    @Test
    void theDescriptorLiesBesideTheModel() {
        assertThat(BackboneDescriptor.pathFor(Path.of("a/b.onnx"))).isEqualTo(Path.of("a/b.json"));
    }

    @Test
    void valuesMadeInCodeAreCheckedToo() {
        BackboneDescriptor d = parse(FULL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BackboneDescriptor(
                        "a", d.input(), d.output(), d.preprocessing(), 0, d.lambda(), d.licence(), d.sha256()))
                .withMessage("backbone.dimension must be in [1, 1048576], was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BackboneDescriptor(
                        "a", d.input(), d.output(), d.preprocessing(), 1, d.lambda(), d.licence(), Optional.of("A")))
                .withMessage("backbone.sha256 must be 64 lower-case hexadecimal digits, was A");
    }
}
