package org.imprint.classifier.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.classifier.export.ExportFacts;
import org.imprint.classifier.export.ExportedHead;
import org.imprint.classifier.export.FlatBackbone;
import org.imprint.classifier.export.OnnxExport;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.image.Crop;
import org.imprint.vision.image.CropRounding;
import org.imprint.vision.image.Interpolation;
import org.imprint.vision.image.Layout;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.image.Resize;
import org.imprint.vision.source.FolderSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A right file is proven; of each seeded fault a difference is named, by the images in the file as well as by others. */
class VerificationTest {

    private static final Preprocessing RIGHT = preprocessing(Interpolation.BILINEAR, 0.4f, 0.25f, 12);
    private static final int CLASSES = 6;

    @TempDir
    private Path folder;

    /** An exporter that makes a mistake; which aspects the two verifications must name. */
    record Fault(String name, Preprocessing preprocessing, ExportedHead head, Consumer<Path> edit, Aspect named) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        ExportedHead head = head(RIGHT);
        Consumer<Path> none = file -> {};
        List<Float> stale = new ArrayList<>(head.thresholds().orElseThrow());
        stale.set(CLASSES - 1, -5f);
        List<FloatMatrix> permuted = new ArrayList<>(head.proxies());
        Collections.swap(permuted, 1, 2);
        List<FloatMatrix> older = new ArrayList<>(head.proxies());
        older.set(4, new L2Norm().ofRows(random(2, RIGHT.size(), 99)));
        return Stream.of(
                new Fault(
                        "other filter",
                        preprocessing(Interpolation.BICUBIC, 0.4f, 0.25f, 12),
                        head,
                        none,
                        Aspect.SCORES),
                new Fault("no antialias", RIGHT, head, Faults::dropAntialias, Aspect.SCORES),
                new Fault("BGR", RIGHT, head, Faults::swapChannels, Aspect.SCORES),
                new Fault(
                        "other mean",
                        preprocessing(Interpolation.BILINEAR, 0.5f, 0.25f, 12),
                        head,
                        none,
                        Aspect.SCORES),
                new Fault(
                        "other deviation",
                        preprocessing(Interpolation.BILINEAR, 0.4f, 0.2f, 12),
                        head,
                        none,
                        Aspect.SCORES),
                new Fault(
                        "other crop",
                        preprocessing(Interpolation.BILINEAR, 0.4f, 0.25f, 13),
                        head,
                        none,
                        Aspect.SCORES),
                new Fault(
                        "lost class",
                        RIGHT,
                        of(
                                head,
                                head.classNames().subList(0, 5),
                                head.proxies().subList(0, 5),
                                Optional.of(stale.subList(0, 5))),
                        none,
                        Aspect.CLASSES),
                new Fault(
                        "permuted classes",
                        RIGHT,
                        of(head, head.classNames(), permuted, head.thresholds()),
                        none,
                        Aspect.SCORES),
                new Fault(
                        "stale threshold",
                        RIGHT,
                        of(head, head.classNames(), head.proxies(), Optional.of(stale)),
                        none,
                        Aspect.THRESHOLDS),
                new Fault(
                        "lost thresholds",
                        RIGHT,
                        of(head, head.classNames(), head.proxies(), Optional.empty()),
                        none,
                        Aspect.THRESHOLDS),
                new Fault(
                        "stale proxies",
                        RIGHT,
                        of(head, head.classNames(), older, head.thresholds()),
                        none,
                        Aspect.SCORES),
                new Fault(
                        "no NORMinf",
                        RIGHT,
                        new ExportedHead(
                                head.classNames(),
                                head.proxies(),
                                new NoNorm(),
                                head.aggregation(),
                                Calibration.of(1),
                                head.thresholds(),
                                "r"),
                        none,
                        Aspect.SCORES),
                new Fault(
                        "other temperature",
                        RIGHT,
                        new ExportedHead(
                                head.classNames(),
                                head.proxies(),
                                head.norm(),
                                head.aggregation(),
                                Calibration.of(0.5),
                                head.thresholds(),
                                "r"),
                        none,
                        Aspect.PROBABILITIES),
                new Fault(
                        "other AGG",
                        RIGHT,
                        new ExportedHead(
                                head.classNames(),
                                head.proxies(),
                                head.norm(),
                                new NearestVote(3, Metric.COSINE, Weighting.UNIFORM),
                                Calibration.of(1),
                                head.thresholds(),
                                "r"),
                        none,
                        Aspect.SCORES));
    }

    private static ExportedHead of(
            ExportedHead head, List<String> names, List<FloatMatrix> proxies, Optional<List<Float>> thresholds) {
        return new ExportedHead(
                names, proxies, head.norm(), head.aggregation(), Calibration.of(1), thresholds, head.recipe());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNamed(Fault fault) throws IOException {
        Path right = folder.resolve("right.onnx");
        Path faulty = folder.resolve("faulty.onnx");
        ExportedHead head = head(RIGHT);
        try (Backbone backbone = FlatBackbone.of(RIGHT, 17);
                Backbone other = FlatBackbone.of(fault.preprocessing, 17);
                FolderSource images = images()) {
            OnnxExport.write(right, head, backbone);
            OnnxExport.write(faulty, fault.head, other);
            fault.edit.accept(faulty);
            Faults.takeMetadata(faulty, right);

            assertThat(Verification.golden(faulty).differences())
                    .extracting(Difference::aspect)
                    .contains(fault.named);
            assertThat(Verification.against(faulty, head, backbone, images).differences())
                    .extracting(Difference::aspect)
                    .contains(fault.named);
        }
    }

    @Test
    void aRightFileIsProven() throws IOException {
        Path file = folder.resolve("right.onnx");
        ExportedHead head = head(RIGHT);
        try (Backbone backbone = FlatBackbone.of(RIGHT, 17);
                FolderSource images = images()) {
            OnnxExport.write(file, head, backbone);
            Verdict golden = Verification.golden(file);
            assertThat(golden.differences()).isEmpty();
            assertThat(golden.asked()).isEqualTo(4);
            Verdict verdict = Verification.against(file, head, backbone, images);
            assertThat(verdict.differences()).isEmpty();
            assertThat(verdict.agreeing()).isEqualTo(verdict.asked()).isEqualTo(images.size());
            assertThat(verdict.largestDifference()).isLessThan(1e-6);
            assertThat(verdict.worst()).isPresent();
        }
    }

    @Test
    void anotherClassifiersFileIsNamedByWhatItSaysOfItself() throws IOException {
        Path file = folder.resolve("other.onnx");
        ExportedHead head = head(RIGHT);
        Preprocessing other = preprocessing(Interpolation.BICUBIC, 0.4f, 0.25f, 12);
        try (Backbone backbone = FlatBackbone.of(RIGHT, 17);
                Backbone others = FlatBackbone.of(other, 17);
                FolderSource images = images()) {
            List<String> names = new ArrayList<>(head.classNames());
            Collections.reverse(names);
            OnnxExport.write(file, of(head, names, head.proxies(), Optional.empty()), others);
            assertThat(Verification.golden(file).isProven()).isTrue();
            assertThat(Verification.against(file, head, backbone, images).differences())
                    .extracting(Difference::aspect)
                    .contains(Aspect.CLASSES, Aspect.THRESHOLDS, Aspect.BACKBONE, Aspect.LABEL, Aspect.SCORES);
        }
    }

    @Test
    void aHeadAloneIsProvenByEmbeddings() {
        Path file = folder.resolve("head.onnx");
        ExportedHead head = head(RIGHT);
        OnnxExport.writeHead(file, head);
        assertThat(Verification.golden(file).differences()).isEmpty();
        FloatMatrix embeddings = random(50, head.dim(), 3);
        assertThat(Verification.against(file, head, embeddings).differences()).isEmpty();
        ExportedHead other = of(
                head,
                head.classNames(),
                head(RIGHT).proxies().stream().map(p -> p.rows(0, 1)).toList(),
                head.thresholds());
        assertThat(Verification.against(file, other, embeddings).differences())
                .extracting(Difference::aspect)
                .contains(Aspect.PROXIES);
    }

    @Test
    void theBundledBackboneIsProven() {
        Path file = folder.resolve("mini.onnx");
        try (Backbone backbone = BundledBackbone.open()) {
            List<FloatMatrix> proxies = List.of(random(3, 128, 1), random(3, 128, 2));
            OnnxExport.write(
                    file,
                    new ExportedHead(
                            List.of("a", "b"),
                            proxies,
                            new L2Norm(),
                            new MaxInnerProduct(),
                            Calibration.of(1),
                            Optional.empty(),
                            "test"),
                    backbone);
        }
        Verdict verdict = Verification.golden(file);
        assertThat(verdict.differences()).isEmpty();
        assertThat(verdict.largestDifference()).isLessThan(1e-5);
    }

    /** exported-v1.onnx was written when version 1 was new, and is never made again. */
    @Test
    void theFirstVersionIsReadForEver() throws Exception {
        Path file =
                Path.of(VerificationTest.class.getResource("exported-v1.onnx").toURI());
        Verdict verdict = Verification.golden(file);
        assertThat(verdict.differences()).isEmpty();
        assertThat(verdict.asked()).isEqualTo(8);
        ExportFacts facts = OnnxExport.read(file);
        assertThat(facts.classNames()).containsExactly("heron", "gull");
        assertThat(facts.head().aggregation()).isEqualTo("mnn m=2 cosine weighted_by_distance");
        assertThat(facts.head().thresholds()).contains(List.of(0.5f, Float.NEGATIVE_INFINITY));
        assertThat(OnnxExport.weights(file).proxies().row(1)).containsExactly(0.6f, 0.8f, 0);
    }

    @Test
    void whatWasNotExportedIsRefused() throws IOException {
        Path file = folder.resolve("other.onnx");
        try (Backbone backbone = BundledBackbone.open()) {
            Files.write(file, backbone.onnx());
        }
        assertThatThrownBy(() -> Verification.golden(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": must be a classifier that was exported, but has no metadata imprint.format");
    }

    private static Preprocessing preprocessing(Interpolation filter, float mean, float deviation, int side) {
        return new Preprocessing(
                new Resize.ShorterSide(side),
                filter,
                new Crop.Centre(10, 10, CropRounding.HALF_EVEN),
                List.of(0.5f, mean, 0.45f),
                List.of(0.25f, 0.25f, deviation),
                Layout.NCHW);
    }

    private static ExportedHead head(Preprocessing preprocessing) {
        List<FloatMatrix> proxies = IntStream.range(0, CLASSES)
                .mapToObj(c -> new L2Norm().ofRows(random(2, preprocessing.size(), c)))
                .toList();
        List<String> names =
                IntStream.range(0, CLASSES).mapToObj(c -> "class " + c).toList();
        List<Float> thresholds = IntStream.range(0, CLASSES)
                .mapToObj(c -> c == 0 ? Float.NEGATIVE_INFINITY : 0.05f * c)
                .toList();
        return new ExportedHead(
                names, proxies, new L2Norm(), new MaxInnerProduct(), Calibration.of(1), Optional.of(thresholds), "r");
    }

    private static FloatMatrix random(int rows, int cols, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix x = FloatMatrix.zeros(rows, cols);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = (float) random.nextDouble(-1, 1);
        }
        return x;
    }

    private FolderSource images() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (int n = 0; n < 12; n++) {
            Path file = folder.resolve("images/" + n % 2 + "/" + n + ".png");
            Files.createDirectories(file.getParent());
            BufferedImage image = new BufferedImage(20 + 7 * n, 60 - 3 * n, BufferedImage.TYPE_INT_RGB);
            int slope = random.nextInt(1, 9);
            for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
                int x = i % image.getWidth();
                int y = i / image.getWidth();
                int red = (x * slope + 30 * (y % 3)) & 0xff;
                image.setRGB(x, y, red << 16 | (y * slope & 0xff) << 8 | random.nextInt(256));
            }
            ImageIO.write(image, "png", file.toFile());
        }
        return FolderSource.open(folder.resolve("images"));
    }
}
