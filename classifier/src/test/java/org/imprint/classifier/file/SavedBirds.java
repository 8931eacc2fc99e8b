package org.imprint.classifier.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.state.ClassEdit;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.image.Interpolation;
import org.imprint.vision.image.Preprocessing;

/** Small classifiers to save, and what is in them as text, to compare. */
final class SavedBirds {

    static final int D = 6;
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T18:00:00Z"), ZoneOffset.UTC);

    private SavedBirds() {}

    static Example example(String name, int i) {
        return new Example(name + "/" + i + "-größe.jpg", "photos/" + name, digest(name + i));
    }

    static ContentDigest digest(String text) {
        return ContentDigest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static FloatMatrix rows(String name, int from, int to) {
        FloatMatrix x = FloatMatrix.zeros(to - from, D);
        for (int i = from; i < to; i++) {
            SplittableRandom random = new SplittableRandom(name.hashCode() * 31L + i);
            for (int j = 0; j < D; j++) {
                x.data()[(i - from) * D + j] = (float) random.nextDouble(-1, 1) + (name.hashCode() % 5 == j ? 2 : 0);
            }
        }
        return x;
    }

    static void learn(EmbeddingClassifier birds, String name, int from, int to) {
        List<Example> examples = new ArrayList<>();
        for (int i = from; i < to; i++) {
            examples.add(example(name, i));
        }
        birds.learn(name, examples, rows(name, from, to));
    }

    /** A classifier that has learned, renamed, forgotten, merged and taken back. */
    static EmbeddingClassifier birds(FitOptions options) {
        EmbeddingClassifier birds = EmbeddingClassifier.empty(D, options, Parallel.serial(), CLOCK);
        learn(birds, "heron", 0, 5);
        learn(birds, "stork", 0, 4);
        learn(birds, "crane", 0, 3);
        learn(birds, "heron", 5, 7);
        birds.rename("stork", "白鹳");
        birds.forget(e -> e.name().startsWith("heron/2"), "named heron/2");
        learn(birds, "ibis", 0, 3);
        birds.merge("ibis", "crane");
        birds.forget("crane");
        birds.undo();
        birds.undo();
        birds.calibrate();
        return birds;
    }

    static EmbeddingClassifier opened(ClassifierContents contents) {
        return EmbeddingClassifier.of(contents.state(), contents.history(), Parallel.serial(), CLOCK);
    }

    static ClassifierContents contents(EmbeddingClassifier birds) {
        return ClassifierContents.of(birds.state(), birds.history());
    }

    /** Everything that a file can hold. */
    static ClassifierContents full(EmbeddingClassifier birds) {
        BackboneDescriptor descriptor = new BackboneDescriptor(
                "mobile \"net\"",
                Optional.of("pixels"),
                Optional.empty(),
                Preprocessing.imageNet(256, 224, Interpolation.BILINEAR),
                D,
                OptionalDouble.of(1e-3),
                Optional.of("Apache-2.0"),
                Optional.empty());
        FloatMatrix questions = rows("heron", 20, 22);
        return contents(birds)
                .with(new BackboneMark("ab".repeat(32), "1.29.0", descriptor))
                .with(Thumbnails.of(Map.of(
                        digest("heron0"),
                        new byte[] {1, 2, 3},
                        digest("heron2"),
                        picture(2),
                        digest("crane1"),
                        picture(9))))
                .with(GoldenAnswers.of(
                        List.of(new byte[] {5, 6}, new byte[0]),
                        questions,
                        List.of("heron", "crane"),
                        List.of(0.25, -1e-9)))
                .withText("calibration", "{\"temperature\":0.5}");
    }

    static byte[] picture(int seed) {
        byte[] picture = new byte[40];
        new SplittableRandom(seed).nextBytes(picture);
        return picture;
    }

    /** Returns all that contents hold, with every number. */
    static String text(ClassifierContents c) {
        StringBuilder out = new StringBuilder();
        out.append(c.state().settings()).append(c.state().temperature()).append('\n');
        c.state().classes().forEach(k -> out.append(text(k)));
        for (List<HistoryEntry> list : List.of(c.history().done(), c.history().undone())) {
            for (HistoryEntry e : list) {
                out.append(e.number()).append(e.at()).append(e.change()).append('\n');
                for (ClassEdit edit : e.edits()) {
                    out.append(edit.at())
                            .append(edit.before().map(SavedBirds::text))
                            .append(edit.after().map(SavedBirds::text));
                }
            }
        }
        out.append(c.backbone()).append(c.more()).append('\n');
        c.thumbnails().digests().stream()
                .sorted()
                .forEach(d -> out.append(d)
                        .append(Arrays.toString(c.thumbnails().find(d).orElseThrow())));
        GoldenAnswers g = c.golden();
        g.images().forEach(i -> out.append(Arrays.toString(i)));
        return out.append(Arrays.toString(g.embeddings().toArray()))
                .append(g.labels())
                .append(g.scores())
                .toString();
    }

    private static String text(LearnedClass c) {
        return c.name() + c.learned() + c.threshold() + c.examples().examples()
                + (c.hasExamples() ? Arrays.toString(c.examples().rows().toArray()) : "")
                + Arrays.toString(c.proxies().toArray()) + "\n";
    }

    static ClassifierContents saved(Path file, ClassifierContents contents) {
        ImprintFile.save(file, contents);
        return ImprintFile.open(file);
    }
}
