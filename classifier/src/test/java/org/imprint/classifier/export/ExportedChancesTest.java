package org.imprint.classifier.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.classifier.verify.Aspect;
import org.imprint.classifier.verify.Difference;
import org.imprint.classifier.verify.Verification;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.calibration.TopLabelMap;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.L2Norm;
import org.imprint.vision.backbone.OnnxProgram;
import org.imprint.vision.backbone.OnnxResults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Probabilities and sets of an exported file are those of our own code. */
class ExportedChancesTest {

    private static final int CLASSES = 5;
    private static final int DIM = 12;

    @TempDir
    private Path folder;

    private static FloatMatrix random(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix x = FloatMatrix.zeros(rows, DIM);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static TopLabelMap map(ProbabilityMethod method) {
        SplittableRandom random = new SplittableRandom(4);
        double[] answered = random.doubles(300, 0.25, 1).toArray();
        boolean[] right = new boolean[answered.length];
        IntStream.range(0, right.length).forEach(i -> right[i] = random.nextDouble() < answered[i] * answered[i]);
        answered[7] = 1;
        return TopLabelMap.of(method, answered, right);
    }

    private static ExportedHead head(Calibration chances) {
        List<FloatMatrix> proxies = new ArrayList<>();
        IntStream.range(0, CLASSES).forEach(c -> proxies.add(random(3, c)));
        return new ExportedHead(
                List.of("a", "b", "c", "d", "e"),
                proxies,
                new L2Norm(),
                new MaxInnerProduct(),
                chances,
                Optional.empty(),
                "test");
    }

    private static Calibration chances(ProbabilityMethod method, double temperature) {
        return Calibration.of(temperature).with(map(method)).withSets(Optional.of(new ConformalThreshold(0.2, 0.9)));
    }

    @ParameterizedTest
    @EnumSource(ProbabilityMethod.class)
    void areThoseOfOurOwnCode(ProbabilityMethod method) {
        for (double temperature : new double[] {1, 0.3, 1e-3}) { // at last all answers have probability 1
            ExportedHead head = head(chances(method, temperature));
            Path file = folder.resolve(method.wireName() + temperature + ".onnx");
            OnnxExport.writeHead(file, head);
            FloatMatrix queries = random(50, 99);
            try (OnnxProgram program = OnnxProgram.open(file)) {
                OnnxResults theirs = program.run(ExportNames.EMBEDDINGS, queries);
                for (int i = 0; i < queries.rows(); i++) {
                    float[] scores = theirs.floats(ExportNames.SCORES).row(i);
                    int label = (int) theirs.longs(ExportNames.LABEL)[i];
                    double[] ours = head.chances().probabilities(scores, label);
                    float[] actual = theirs.floats(ExportNames.PROBABILITIES).row(i);
                    boolean[] set = theirs.flagRow(ExportNames.SET, i);
                    for (int c = 0; c < CLASSES; c++) {
                        assertThat((double) actual[c]).isCloseTo(ours[c], within(2e-6));
                        assertThat(set[c]).isEqualTo(actual[c] >= 0.2f);
                    }
                }
            }
            assertThat(Verification.golden(file).differences()).isEmpty();
            assertThat(Verification.against(file, head, queries).differences()).isEmpty();
            assertThat(OnnxExport.read(file).head().chances()).isEqualTo(head.chances());
        }
    }

    @Test
    void anotherMapAndOtherSetsAreTold() {
        Path file = folder.resolve("head.onnx");
        OnnxExport.writeHead(file, head(chances(ProbabilityMethod.ISOTONIC, 0.3)));

        ExportedHead other = head(
                chances(ProbabilityMethod.VENN_ABERS, 0.3).withSets(Optional.of(new ConformalThreshold(0.25, 0.9))));

        assertThat(Verification.against(file, other, random(3, 1)).differences())
                .extracting(Difference::aspect, Difference::what)
                .containsExactly(tuple(
                        Aspect.HEAD,
                        "map of probabilities must be venn-abers of 300 points, was isotonic of 300 points;"
                                + " threshold of sets must be 0.25, was 0.2"));
    }

    /** A file whose metadata have other sets than its graph. */
    @Test
    void aSetThatIsNotWhatTheFileSaysIsTold() throws Exception {
        Path file = folder.resolve("head.onnx");
        OnnxExport.writeHead(file, head(chances(ProbabilityMethod.TEMPERATURE, 0.3)));
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
        model.getMetadataPropsBuilderList().stream()
                .filter(p -> p.getKey().equals(ExportNames.HEAD_KEY))
                .forEach(p -> p.setValue(p.getValue().replace("\"threshold\":0.2,", "\"threshold\":0.9,")));
        Files.write(file, model.build().toByteArray());

        assertThat(Verification.golden(file).differences())
                .extracting(Difference::aspect)
                .containsExactly(Aspect.SET);
    }
}
