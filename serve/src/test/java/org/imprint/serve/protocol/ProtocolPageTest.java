package org.imprint.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what {@code docs/serve-protocol.md} shows, and holds it against what it says comes back. */
class ProtocolPageTest {

    private static final Path PAGE =
            Path.of("").toAbsolutePath().getParent().resolve("docs").resolve("serve-protocol.md");
    private static final Pattern BLOCK =
            Pattern.compile("^```sh\\n(.*?)^```(?:\\n\\n```json\\n(.*?)^```)?", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void everyCommandAnswersAsThePageSays() throws Exception {
        assumeTrue(isThere("curl") && isThere("base64"), "curl and base64 are needed");
        plants();
        try (Backbone backbone = BundledBackbone.open()) {
            birds(backbone);
            try (AskedServer server = new AskedServer(List.of(
                    new AskedServer.Offer("birds", folder.resolve("birds.imprint"), Optional.of(backbone)),
                    new AskedServer.Offer("plants", folder.resolve("plants.imprint"), Optional.empty())))) {
                Matcher block = BLOCK.matcher(Files.readString(PAGE));
                int blocks = 0;
                while (block.find()) {
                    requireAnswer(run(block.group(1), server.port()), Optional.ofNullable(block.group(2)));
                    blocks++;
                }
                assertThat(blocks).isEqualTo(3);
            }
        }
        assertThat(Files.size(folder.resolve("answer.bin"))).isGreaterThan(400);
    }

    @Test
    void thePageNamesAllInputsAndOutputs() throws Exception {
        String page = Files.readString(PAGE);
        assertThat(Stream.concat(
                        Arrays.stream(InputKind.values()).map(InputKind::wireName),
                        Arrays.stream(OutputKind.values()).map(OutputKind::wireName)))
                .allSatisfy(name -> assertThat(page).contains("| `" + name + "` | "));
    }

    private static void requireAnswer(String text, Optional<String> expected) throws Exception {
        JsonNode answer = new ObjectMapper().readTree(text);
        if (expected.isPresent()) {
            assertThat(answer).isEqualTo(new ObjectMapper().readTree(expected.get()));
        } else {
            assertThat(answer.path("outputs")).as(text).isNotEmpty();
        }
    }

    private String run(String script, int port) throws Exception {
        Path out = folder.resolve("out");
        Process shell = new ProcessBuilder("sh", "-ec", script.replace("127.0.0.1:8080", "127.0.0.1:" + port))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(shell.waitFor()).as(script).isZero();
        return Files.readString(out);
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private void plants() {
        EmbeddingClassifier plants =
                EmbeddingClassifier.empty(4, FitOptions.standard(), Parallel.serial(), Clock.systemUTC());
        plants.learn("rose", AskedServer.around(0, 12));
        plants.learn("tulip", AskedServer.around(1, 12));
        plants.calibrate();
        ImprintFile.save(folder.resolve("plants.imprint"), ClassifierContents.of(plants.state(), plants.history()));
    }

    private void birds(Backbone backbone) throws Exception {
        for (String name : List.of("crane", "heron", "stork")) {
            for (int i = 0; i < 3; i++) {
                BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
                image.createGraphics().fillOval(name.length(), i, 10 * (name.charAt(0) - 'a') % 30, 20 + i);
                Path home = Files.createDirectories(folder.resolve("photos").resolve(name));
                ImageIO.write(image, "jpg", home.resolve(i + ".jpg").toFile());
                ImageIO.write(image, "jpg", folder.resolve("heron.jpg").toFile());
            }
        }
        ImageClassifier.fit(backbone, folder.resolve("photos")).save(folder.resolve("birds.imprint"));
    }
}
