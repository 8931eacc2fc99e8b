package org.imprint.app.doctor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.imprint.app.labelled.LabelledKind;
import org.imprint.classifier.doctor.ClassSizeCheck;
import org.imprint.classifier.doctor.Diagnosis;
import org.imprint.classifier.doctor.DigestCheck;
import org.imprint.classifier.doctor.DigestedImage;
import org.imprint.classifier.doctor.DoctorCheck;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.classifier.doctor.embedding.EmbeddedSet;
import org.imprint.classifier.doctor.embedding.EmbeddingChecks;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.store.LabelledFile;

/** Looks at embeddings without their images: of a file, or of a classifier's examples. */
record RowExamination(Path data, Optional<Path> test, double alpha, Parallel parallel) implements Examination {

    /**
     * Embeddings with what is known of their images.
     *
     * @param digested whether digests are those of the images, not of the places of rows
     */
    private record Read(
            String name, List<DigestedImage> images, boolean digested, FloatMatrix rows, Optional<String> backbone) {}

    @Override
    public Examined examine(Set<FindingKind> wanted, Progress progress) throws InterruptedException {
        Read train = read(data, Subject.Side.TRAIN);
        Optional<Read> asked = test.map(path -> read(path, Subject.Side.TEST));
        asked.ifPresent(t -> Checks.require(
                t.rows().cols() == train.rows().cols(),
                test.get() + ": embeddings must have " + train.rows().cols() + " values, as those of " + data,
                t.rows().cols()));
        Map<String, Integer> sizes = new LinkedHashMap<>();
        train.images().forEach(i -> sizes.merge(i.subject().className(), 1, Integer::sum));
        List<Read> sides = Stream.concat(Stream.of(train), asked.stream()).toList();
        List<DoctorCheck> checks = new ArrayList<>();
        checks.add(new ClassSizeCheck(sizes, alpha));
        checks.add(new WithoutFiles());
        if (sides.stream().anyMatch(Read::digested)) {
            checks.add(DigestCheck.of(sides.stream()
                    .filter(Read::digested)
                    .flatMap(s -> s.images().stream())
                    .toList()));
        }
        sides.stream()
                .filter(s -> !s.digested())
                .map(s -> DigestCheck.unknown(s.name()))
                .forEach(checks::add);
        checks.addAll(EmbeddingChecks.of(
                EmbeddedSet.of(train.images(), train.rows()),
                asked.map(t -> EmbeddedSet.of(t.images(), t.rows())),
                parallel));
        return new Examined(
                data.toString(),
                test.map(Path::toString),
                List.copyOf(sizes.keySet()),
                train.backbone(),
                LeftOut.NOTHING,
                Diagnosis.of(
                        checks,
                        wanted,
                        sides.stream().mapToInt(s -> s.images().size()).sum()));
    }

    private static Read read(Path path, Subject.Side side) {
        if (!Files.exists(path)) {
            throw new DataException(path + ": file does not exist");
        }
        return LabelledKind.of(path) == LabelledKind.CLASSIFIER ? ofClassifier(path, side) : ofFile(path, side);
    }

    private static Read ofClassifier(Path path, Subject.Side side) {
        var contents = ImprintFile.open(path);
        List<DigestedImage> images = new ArrayList<>();
        List<FloatMatrix> rows = new ArrayList<>();
        for (LearnedClass c : contents.state().classes()) {
            for (Example e : c.examples().examples()) {
                images.add(new DigestedImage(new Subject(e.name(), c.name(), images.size(), side), e.digest()));
            }
            if (c.hasExamples()) {
                rows.add(c.examples().rows());
            }
        }
        if (rows.isEmpty()) {
            throw new ImprintException(
                    path + ": classifier must keep its examples, was without; give the folder that it was made from");
        }
        return new Read(
                path.toString(),
                images,
                true,
                FloatMatrix.concat(rows),
                contents.backbone().map(b -> b.descriptor().name()));
    }

    private static Read ofFile(Path path, Subject.Side side) {
        LabelledFile file = LabelledFile.read(path, false);
        int[] labels = file.labels();
        List<DigestedImage> images = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            String id = file.id(i);
            // a row whose image is not known is taken for an image of its own
            ContentDigest digest = file.digests().isEmpty()
                    ? ContentDigest.of((side + " " + i).getBytes(StandardCharsets.UTF_8))
                    : file.digests().get(i);
            images.add(new DigestedImage(new Subject(id, file.className(labels[i]), i, side), digest));
        }
        return new Read(path.toString(), images, !file.digests().isEmpty(), file.rows(), file.backbone());
    }
}
