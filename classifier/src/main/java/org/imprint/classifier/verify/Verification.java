package org.imprint.classifier.verify;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.classifier.export.ExpectedAnswers;
import org.imprint.classifier.export.ExportFacts;
import org.imprint.classifier.export.ExportNames;
import org.imprint.classifier.export.ExportWeights;
import org.imprint.classifier.export.ExportedHead;
import org.imprint.classifier.export.Golden;
import org.imprint.classifier.export.HeadFacts;
import org.imprint.classifier.export.OnnxExport;
import org.imprint.core.Checks;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.backbone.OnnxProgram;
import org.imprint.vision.backbone.OnnxResults;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.RgbImage;

/**
 * Proves that an exported file answers as our own code does, in ONNX Runtime.
 *
 * <p>A score may differ by 5·10⁻⁴ of the image's largest score, as sums in float depend on their order; a class that is answered
 * must be the right one unless its right score is that near to the best. Names, thresholds and proxies must be equal to the bit.
 */
public final class Verification {

    private Verification() {}

    /**
     * Asks the file what it carries with it: its golden images, or embeddings, must get the answers that lie beside them.
     *
     * @throws DataException if it is missing, is not ONNX, or was not exported by us
     */
    public static Verdict golden(Path file) {
        ExportFacts facts = OnnxExport.read(file);
        Comparison comparison = new Comparison(facts);
        weights(comparison, facts, OnnxExport.weights(file));
        if (facts.golden().isEmpty()) {
            comparison.add(Aspect.FAILED, "the file must carry golden inputs, but has none");
        }
        ask(file, program -> {
            for (Golden golden : facts.golden()) {
                Expected right = new Expected(
                        golden.name(), golden.className(), golden.scores(), golden.isUnknown(), golden.known());
                comparison.answer(right, () -> run(program, file, facts, golden));
            }
        });
        return comparison.verdict(file);
    }

    private static OnnxResults run(OnnxProgram program, Path file, ExportFacts facts, Golden golden) {
        if (facts.input() == ExportFacts.Input.IMAGES) {
            return program.run(ExportNames.IMAGES, List.of(golden.image(file.toString())));
        }
        float[] row = golden.embedding(file.toString(), facts.head().dim());
        return program.run(ExportNames.EMBEDDINGS, FloatMatrix.ofRows(row));
    }

    /**
     * Compares a file with the classifier that it should have been exported from: what it is, and what it answers for images.
     *
     * @param own its head
     * @param backbone its backbone
     * @throws DataException if the file is missing, is not ONNX or was not exported with a backbone, or an image cannot be read
     */
    public static Verdict against(Path file, ExportedHead own, Backbone backbone, SampleSource images) {
        ExportFacts facts = OnnxExport.read(file);
        Checks.require(
                facts.input() == ExportFacts.Input.IMAGES,
                file + ": must be a file that takes images to be asked some",
                "one that takes embeddings");
        Comparison comparison = new Comparison(facts);
        facts(comparison, facts, own);
        backbone(comparison, file, facts.descriptor().orElse(""), backbone);
        ExportWeights weights = OnnxExport.weights(file);
        weights(comparison, facts, weights);
        proxies(comparison, own, weights);
        Head head = own.head();
        ask(file, program -> {
            for (int i = 0; i < images.size(); i++) {
                List<RgbImage> image = List.of(images.image(i));
                Expected right = right(images.id(i), own, head, backbone.embed(image));
                comparison.answer(right, () -> program.run(ExportNames.IMAGES, image));
            }
        });
        return comparison.verdict(file);
    }

    /**
     * Compares a file without a backbone with the head that it should have been exported from.
     *
     * @param embeddings [n, d] to ask both
     * @throws DataException if the file is missing, is not ONNX or was exported with a backbone
     */
    public static Verdict against(Path file, ExportedHead own, FloatMatrix embeddings) {
        ExportFacts facts = OnnxExport.read(file);
        Checks.require(
                facts.input() == ExportFacts.Input.EMBEDDINGS,
                file + ": must be a file that takes embeddings to be asked some",
                "one that takes images");
        Comparison comparison = new Comparison(facts);
        facts(comparison, facts, own);
        ExportWeights weights = OnnxExport.weights(file);
        weights(comparison, facts, weights);
        proxies(comparison, own, weights);
        Head head = own.head();
        ask(file, program -> {
            for (int i = 0; i < embeddings.rows(); i++) {
                FloatMatrix row = embeddings.rows(i, i + 1);
                comparison.answer(
                        right("embedding " + i, own, head, row), () -> program.run(ExportNames.EMBEDDINGS, row));
            }
        });
        return comparison.verdict(file);
    }

    private static Expected right(String name, ExportedHead own, Head head, FloatMatrix embedding) {
        ExpectedAnswers ours = ExpectedAnswers.of(own, head, embedding);
        return new Expected(
                name, own.classNames().get(ours.label(0)), ours.scores(0), ours.isUnknown(0), ours.known(0));
    }

    /** What the file says of itself must be what it holds. */
    private static void weights(Comparison comparison, ExportFacts facts, ExportWeights weights) {
        HeadFacts head = facts.head();
        comparison.same(
                Aspect.PROXIES,
                "number of proxies",
                head.proxies(),
                weights.proxies().rows());
        comparison.same(
                Aspect.PROXIES,
                "length of proxies",
                head.dim(),
                weights.proxies().cols());
        Words.thresholds("those that the file names", head.thresholds(), weights.thresholds())
                .ifPresent(what -> comparison.add(Aspect.THRESHOLDS, what));
        int c = facts.classNames().size();
        head.thresholds().ifPresent(t -> comparison.same(Aspect.THRESHOLDS, "number of thresholds", c, t.size()));
    }

    private static void facts(Comparison comparison, ExportFacts facts, ExportedHead own) {
        Words.classes(own.classNames(), facts.classNames()).ifPresent(what -> comparison.add(Aspect.CLASSES, what));
        HeadFacts right = HeadFacts.of(own);
        HeadFacts actual = facts.head();
        comparison.same(Aspect.HEAD, "NORMinf", right.normInf(), actual.normInf());
        comparison.same(Aspect.HEAD, "AGG", right.aggregation(), actual.aggregation());
        Calibration ours = right.chances();
        Calibration theirs = actual.chances();
        comparison.same(
                Aspect.HEAD,
                "temperature",
                ours.temperature().value(),
                theirs.temperature().value());
        comparison.same(Aspect.HEAD, "map of probabilities", ours.map(), theirs.map());
        comparison.same(
                Aspect.HEAD,
                "threshold of sets",
                ours.sets().map(ConformalThreshold::value).map(String::valueOf).orElse("none"),
                theirs.sets()
                        .map(ConformalThreshold::value)
                        .map(String::valueOf)
                        .orElse("none"));
        comparison.same(Aspect.HEAD, "what is held against thresholds", right.known(), actual.known());
        Words.thresholds("those of the classifier", right.thresholds(), actual.thresholds())
                .ifPresent(what -> comparison.add(Aspect.THRESHOLDS, what));
    }

    private static void backbone(Comparison comparison, Path file, String descriptor, Backbone backbone) {
        BackboneDescriptor theirs = BackboneDescriptor.parse(file.toString(), "unnamed", descriptor);
        BackboneDescriptor ours = backbone.descriptor();
        comparison.same(Aspect.BACKBONE, "preprocessing", ours.preprocessingJson(), theirs.preprocessingJson());
        comparison.same(Aspect.BACKBONE, "backbone", ours.name(), theirs.name());
    }

    private static void proxies(Comparison comparison, ExportedHead own, ExportWeights weights) {
        FloatMatrix right = FloatMatrix.concat(own.proxies());
        FloatMatrix actual = weights.proxies();
        if (right.rows() != actual.rows() || right.cols() != actual.cols()) {
            comparison.add(
                    Aspect.PROXIES,
                    "proxies must be " + right.rows() + " of length " + right.cols() + ", were " + actual.rows()
                            + " of length " + actual.cols());
            return;
        }
        int others = 0;
        for (int i = 0; i < right.rows(); i++) {
            others += Arrays.equals(right.row(i), actual.row(i)) ? 0 : 1;
        }
        if (others > 0) {
            comparison.add(Aspect.PROXIES, others + " of " + right.rows() + " proxies are others");
        }
    }

    private static void ask(Path file, Questions questions) {
        try (OnnxProgram program = OnnxProgram.open(file)) {
            questions.askAll(program);
        }
    }

    /** What is asked of an open file. */
    private interface Questions {
        void askAll(OnnxProgram program);
    }
}
