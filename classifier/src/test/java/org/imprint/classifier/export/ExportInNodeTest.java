package org.imprint.classifier.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An exported file answers in Node.js as our own code does. */
@Tag("slow")
class ExportInNodeTest {

    /** It brings its natives for the processor; its own script would fetch others for graphics cards, and is not run. */
    private static final String RUNTIME = "onnxruntime-node@1.30.0";

    @TempDir
    private Path folder;

    static List<Aggregation> aggregations() {
        return List.of(new MaxInnerProduct(), new NearestVote(3, Metric.COSINE, Weighting.INVERSE_DISTANCE));
    }

    @ParameterizedTest
    @MethodSource("aggregations")
    void answersAsOurs(Aggregation aggregation) throws Exception {
        ShippedClassifier shipped = ShippedClassifier.in(folder, aggregation);
        WebPage.write(folder.resolve("page"), shipped.onnx());
        List<JsonNode> answers = ask(shipped);
        for (int i = 0; i < answers.size(); i++) {
            JsonNode answer = answers.get(i);
            assertThat(answer.get("name").asText())
                    .isEqualTo(shipped.head().classNames().get(shipped.answers().label(i)));
            assertThat(answer.get("unknown").asBoolean())
                    .isEqualTo(shipped.answers().isUnknown(i));
            for (int c = 0; c < shipped.head().classes(); c++) {
                assertThat((float) answer.get("scores").get(c).asDouble())
                        .isCloseTo(shipped.answers().scores(i)[c], within(1e-4f));
            }
        }
    }

    private List<JsonNode> ask(ShippedClassifier shipped) throws IOException, InterruptedException {
        Path runtime = NpmPackage.folder(RUNTIME).getParent().getParent();
        Path script = runtime.resolve("ask.js");
        Files.copy(ExportInNodeTest.class.getResourceAsStream("ask.js"), script, StandardCopyOption.REPLACE_EXISTING);
        List<String> command = new ArrayList<>(List.of(
                "node",
                script.toString(),
                folder.resolve("page").resolve(WebPage.LIBRARY).toString(),
                shipped.onnx().toString()));
        for (Path file : shipped.images()) {
            RgbImage image = ImageDecoder.decode(file);
            Path raw = Files.write(folder.resolve(file.getFileName() + ".rgb"), image.pixels());
            command.add(image.width() + "x" + image.height() + "=" + raw);
        }
        List<JsonNode> answers = new ArrayList<>();
        for (String line : NpmPackage.run(folder, command).lines().toList()) {
            answers.add(new ObjectMapper().readTree(line));
        }
        assertThat(answers).hasSameSizeAs(shipped.images());
        return answers;
    }
}
