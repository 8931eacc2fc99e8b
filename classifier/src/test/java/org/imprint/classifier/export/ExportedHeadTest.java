package org.imprint.classifier.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.core.ImprintException;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.vision.backbone.OnnxProgram;
import org.imprint.vision.backbone.OnnxResults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file of a head alone answers as {@link Head} does. */
class ExportedHeadTest {

    private static final int DIM = 24;

    @TempDir
    private Path folder;

    static List<Aggregation> aggregations() {
        List<Aggregation> all = new ArrayList<>(List.of(new MaxInnerProduct(), new NearestProxy(Metric.EUCLIDEAN)));
        for (Metric metric : List.of(Metric.COSINE, Metric.EUCLIDEAN)) {
            for (Weighting weighting : Weighting.values()) {
                for (int m : new int[] {1, 3, 10, 1000}) {
                    all.add(new NearestVote(m, metric, weighting));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("aggregations")
    void answersAsOurs(Aggregation aggregation) {
        for (RowNormalization norm : List.of(new NoNorm(), new L2Norm())) {
            for (int[] sizes : new int[][] {{1, 1, 1}, {20, 20, 20, 20}, {3, 1, 50, 7, 2, 8, 8}}) {
                ExportedHead head = head(sizes, norm, aggregation);
                assertSame(head, queries(head, 20));
            }
        }
    }

    private void assertSame(ExportedHead head, FloatMatrix queries) {
        Path file = folder.resolve("head.onnx");
        OnnxExport.writeHead(file, head);
        ExpectedAnswers ours = ExpectedAnswers.of(head, queries);
        try (OnnxProgram program = OnnxProgram.open(file)) {
            OnnxResults theirs = program.run(ExportNames.EMBEDDINGS, queries);
            for (int i = 0; i < queries.rows(); i++) {
                String which = head.aggregation() + " " + head.norm() + ", query " + i;
                assertThat(theirs.longs(ExportNames.LABEL)[i]).as(which).isEqualTo(ours.label(i));
                assertThat(theirs.floats(ExportNames.SCORES).row(i))
                        .as(which)
                        .containsExactly(ours.scores(i), within(2e-6f));
                assertThat(theirs.flags(ExportNames.UNKNOWN)[i]).as(which).isEqualTo(ours.isUnknown(i));
                assertThat(theirs.longs(ExportNames.NEAREST)[i])
                        .as(which)
                        .isEqualTo(head.head().nearest(queries.row(i), 1).get(0).proxy());
                assertProbabilities(
                        theirs.floats(ExportNames.PROBABILITIES).row(i),
                        ours.scores(i),
                        head.chances().temperature().value());
            }
        }
    }

    private static void assertProbabilities(float[] probabilities, float[] scores, double temperature) {
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp(score / temperature);
        }
        for (int c = 0; c < scores.length; c++) {
            assertThat(probabilities[c]).isCloseTo((float) (Math.exp(scores[c] / temperature) / sum), within(1e-5f));
        }
    }

    /** Small whole numbers, so that there are equal proxies, equal distances and equal votes. */
    private static ExportedHead head(int[] sizes, RowNormalization norm, Aggregation aggregation) {
        SplittableRandom random = new SplittableRandom(7);
        List<FloatMatrix> proxies = new ArrayList<>();
        for (int size : sizes) {
            FloatMatrix rows = FloatMatrix.zeros(size, DIM);
            for (int i = 0; i < rows.data().length; i++) {
                rows.data()[i] = random.nextInt(8) == 0 ? random.nextInt(1, 3) / 4f : 0;
            }
            proxies.add(rows);
        }
        List<String> names =
                IntStream.range(0, sizes.length).mapToObj(c -> "class " + c).toList();
        List<Float> thresholds =
                IntStream.range(0, sizes.length).mapToObj(c -> 0.2f + 0.1f * c).toList();
        return new ExportedHead(
                names, proxies, norm, aggregation, Calibration.of(0.5), Optional.of(thresholds), "test");
    }

    /** Proxies themselves, a zero, and others. */
    private static FloatMatrix queries(ExportedHead head, int n) {
        SplittableRandom random = new SplittableRandom(8);
        FloatMatrix proxies = head.head().proxies();
        FloatMatrix queries = FloatMatrix.zeros(n, DIM);
        for (int i = 1; i < n; i++) {
            for (int j = 0; j < DIM; j++) {
                queries.data()[queries.offset(i) + j] =
                        i % 2 == 0 ? proxies.get(i % proxies.rows(), j) : (float) random.nextDouble(-0.1, 1);
            }
        }
        return queries;
    }

    @Test
    void scoresAreBelowAThresholdAsTheyAreInDouble() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 1000; i++) {
            double threshold = i % 2 == 0 ? random.nextDouble(-2, 2) : (float) random.nextDouble(-2, 2);
            float near = (float) threshold;
            for (float score : new float[] {Math.nextDown(near), near, Math.nextUp(near)}) {
                assertThat(score < ExportedHead.notBelow(threshold)).isEqualTo(score < threshold);
            }
        }
        assertThat(ExportedHead.notBelow(Double.NEGATIVE_INFINITY)).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void aClassifierThatLearnsAndRejectsIsExportedAsItAnswers() {
        SplittableRandom random = new SplittableRandom(11);
        Map<String, FloatMatrix> rows = new LinkedHashMap<>();
        for (String name : List.of("gull", "heron", "swan")) {
            FloatMatrix x = FloatMatrix.zeros(12, DIM);
            for (int i = 0; i < x.data().length; i++) {
                x.data()[i] = (float) random.nextDouble() + (i % 3 == rows.size() ? 1 : 0);
            }
            rows.put(name, x);
        }
        EmbeddingClassifier classifier =
                EmbeddingClassifier.fit(rows, FitOptions.standard().rejecting(0.1));
        ExportedHead head = ExportedHead.of(classifier.state());
        assertThat(head.thresholds()).isPresent();
        Path file = folder.resolve("learned.onnx");
        OnnxExport.writeHead(file, head);
        FloatMatrix queries = queries(head, 60);
        List<Prediction> ours = classifier.predict(queries);
        try (OnnxProgram program = OnnxProgram.open(file)) {
            OnnxResults theirs = program.run(ExportNames.EMBEDDINGS, queries);
            for (int i = 0; i < ours.size(); i++) {
                assertThat(head.classNames().get((int) theirs.longs(ExportNames.LABEL)[i]))
                        .isEqualTo(ours.get(i).label());
                assertThat(theirs.flags(ExportNames.UNKNOWN)[i])
                        .isEqualTo(ours.get(i).isUnknown());
                float[] probabilities = theirs.floats(ExportNames.PROBABILITIES).row(i);
                assertThat(probabilities[(int) theirs.longs(ExportNames.LABEL)[i]])
                        .isCloseTo((float) ours.get(i).probability(), within(1e-5f));
            }
        }
        assertThat(ours).extracting(Prediction::isUnknown).contains(true, false);
    }

    @Test
    void refusesWhatItsOperatorsCannotSay() {
        assertThatThrownBy(() -> head(new int[] {1, 2}, new NoNorm(), NearestVote.nearest(Metric.CHEBYSHEV)))
                .isInstanceOf(ImprintException.class)
                .hasMessage(
                        "AGG of an exported classifier must be max, or mnn by cosine or euclidean distance, was mnn by chebyshev");
    }
}
