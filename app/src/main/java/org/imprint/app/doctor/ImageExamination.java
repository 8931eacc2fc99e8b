package org.imprint.app.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprint.app.option.ExcludeOption;
import org.imprint.app.process.Workers;
import org.imprint.classifier.cache.CachedEmbedder;
import org.imprint.classifier.cache.EmbeddedImages;
import org.imprint.classifier.cache.EmbeddingCache;
import org.imprint.classifier.doctor.ClassSizeCheck;
import org.imprint.classifier.doctor.Diagnosis;
import org.imprint.classifier.doctor.DigestCheck;
import org.imprint.classifier.doctor.DigestedImage;
import org.imprint.classifier.doctor.DoctorCheck;
import org.imprint.classifier.doctor.Evidence;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.classifier.doctor.embedding.EmbeddedSet;
import org.imprint.classifier.doctor.embedding.EmbeddingChecks;
import org.imprint.classifier.doctor.picture.PictureCheck;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.NamedData;
import org.imprint.vision.embed.BadImage;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.embed.pipeline.DigestList;
import org.imprint.vision.embed.pipeline.Digesting;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.install.BackboneChoice;
import org.imprint.vision.source.ExclusionList;
import org.imprint.vision.store.Precision;

/** Looks at folders of images, which are open until this is closed. */
final class ImageExamination implements Examination, AutoCloseable {

    private final String name;
    private final Optional<String> testName;
    private final Optional<String> backbone;
    private final EmbeddingCache cache;
    private final double alpha;
    private final Parallel parallel;
    private final SampleSource train;
    private final Optional<SampleSource> test;

    ImageExamination(
            Path data,
            Optional<ExclusionList> excluded,
            Optional<Path> test,
            Optional<String> backbone,
            EmbeddingCache cache,
            double alpha,
            Parallel parallel) {
        this.name = data.toString();
        this.testName = test.map(Path::toString);
        this.backbone = backbone;
        this.cache = cache;
        this.alpha = alpha;
        this.parallel = parallel;
        this.train = ExcludeOption.without(excluded, new NamedData(data).open(Split.TRAIN));
        this.test = test.map(path -> openTest(path, train));
    }

    private static SampleSource openTest(Path path, SampleSource train) {
        try {
            return new NamedData(path).open(Split.TEST);
        } catch (RuntimeException e) {
            train.close();
            throw e;
        }
    }

    @Override
    public Optional<RgbImage> pixels(Subject subject) {
        SampleSource source = subject.side() == Subject.Side.TRAIN ? train : test.orElseThrow();
        return Optional.of(source.image(subject.place()));
    }

    @Override
    public Examined examine(Set<FindingKind> wanted, Progress progress) throws InterruptedException {
        List<DoctorCheck> checks = new ArrayList<>();
        checks.add(new ClassSizeCheck(sizes(), alpha));
        boolean embeds = wanted.stream().anyMatch(k -> k.evidence() == Evidence.EMBEDDINGS);
        Optional<String> model = Optional.empty();
        if (embeds) {
            model = Optional.of(embedded(checks, progress));
        } else {
            List<DigestedImage> images = digested(train, Subject.Side.TRAIN);
            if (test.isPresent()) {
                images.addAll(digested(test.get(), Subject.Side.TEST));
            }
            checks.add(DigestCheck.of(images));
            checks.addAll(pictures(Optional.empty(), progress));
        }
        int n = train.size() + test.map(SampleSource::size).orElse(0);
        LeftOut leftOut = train.leftOut();
        if (test.isPresent()) {
            leftOut = leftOut.and(test.get().leftOut());
        }
        return new Examined(name, testName, train.classNames(), model, leftOut, Diagnosis.of(checks, wanted, n));
    }

    private Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        train.classNames().forEach(c -> sizes.put(c, 0));
        for (int i = 0; i < train.size(); i++) {
            sizes.merge(train.classNames().get(train.label(i)), 1, Integer::sum);
        }
        return sizes;
    }

    private String embedded(List<DoctorCheck> checks, Progress progress) throws InterruptedException {
        try (Backbone model = BackboneChoice.open(backbone)) {
            CachedEmbedder embedder = new CachedEmbedder(model, cache, Precision.FLOAT32, Workers.available());
            EmbeddedImages found = embedder.embed(train, progress);
            List<DigestedImage> images = images(train, Subject.Side.TRAIN, found);
            EmbeddedSet learned =
                    EmbeddedSet.of(images, found.rows()).withUseless(useless(train, Subject.Side.TRAIN, found));
            Optional<EmbeddedSet> asked = Optional.empty();
            List<DigestedImage> all = new ArrayList<>(images);
            if (test.isPresent()) {
                EmbeddedImages others = embedder.embed(test.get(), progress);
                List<DigestedImage> of = images(test.get(), Subject.Side.TEST, others);
                all.addAll(of);
                asked = Optional.of(
                        EmbeddedSet.of(of, others.rows()).withUseless(useless(test.get(), Subject.Side.TEST, others)));
            }
            checks.add(DigestCheck.of(all));
            checks.addAll(pictures(Optional.of(model.descriptor().preprocessing()), progress));
            checks.addAll(EmbeddingChecks.of(learned, asked, parallel));
            return model.descriptor().name();
        }
    }

    private List<DoctorCheck> pictures(Optional<Preprocessing> preprocessing, Progress progress) {
        List<DoctorCheck> checks = new ArrayList<>();
        checks.add(new PictureCheck(train, Subject.Side.TRAIN, preprocessing, parallel, progress));
        test.ifPresent(t -> checks.add(new PictureCheck(t, Subject.Side.TEST, preprocessing, parallel, progress)));
        return checks;
    }

    private static List<DigestedImage> images(SampleSource source, Subject.Side side, EmbeddedImages embedded) {
        return IntStream.range(0, embedded.samples().size())
                .mapToObj(k -> new DigestedImage(
                        subject(source, embedded.samples().get(k), side),
                        embedded.digests().get(k)))
                .toList();
    }

    /** Those that were read and embedded, but not to numbers that tell anything. */
    private static List<Subject> useless(SampleSource source, Subject.Side side, EmbeddedImages found) {
        Set<String> ids = found.bad().stream()
                .filter(b -> b.reason().startsWith("embedding of "))
                .map(BadImage::id)
                .collect(Collectors.toSet());
        return IntStream.range(0, source.size())
                .filter(i -> ids.contains(source.id(i)))
                .mapToObj(i -> subject(source, i, side))
                .toList();
    }

    private static List<DigestedImage> digested(SampleSource source, Subject.Side side) throws InterruptedException {
        DigestList digests = new DigestList(source.size());
        Digesting.run(source, digests, Workers.available());
        List<DigestedImage> images = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            Subject subject = subject(source, i, side);
            digests.get(i).ifPresent(d -> images.add(new DigestedImage(subject, d)));
        }
        return images;
    }

    private static Subject subject(SampleSource source, int i, Subject.Side side) {
        return new Subject(source.id(i), source.classNames().get(source.label(i)), i, side);
    }

    @Override
    public void close() {
        train.close();
        test.ifPresent(SampleSource::close);
    }
}
