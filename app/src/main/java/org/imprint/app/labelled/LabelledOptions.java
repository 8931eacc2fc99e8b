package org.imprint.app.labelled;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.imprint.app.opened.CacheOption;
import org.imprint.app.opened.LongWork;
import org.imprint.app.option.ExcludeOption;
import org.imprint.app.output.IntakeLines;
import org.imprint.app.process.Workers;
import org.imprint.classifier.cache.CachedEmbedder;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.intake.Intake;
import org.imprint.classifier.intake.TakenImages;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.text.Digits;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.NamedData;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.install.BackboneChoice;
import org.imprint.vision.source.ExclusionList;
import org.imprint.vision.store.LabelledFile;
import org.imprint.vision.store.Precision;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * How labelled embeddings are read, and the options that say it; the paths are a command's own. Rows of a class lie in the order of
 * their images' digests wherever these are known, so that what is drawn from a folder, an embeddings file and a classifier is the same.
 */
public final class LabelledOptions {

    /** What a command says of a path that {@link #read} takes. */
    public static final String DESCRIPTION =
            "Folder with one sub-folder for each class, or what else imprint embed takes"
                    + " as --data; an embeddings file (.h5); or a classifier that keeps its examples (.imprint).";

    @Option(
            names = "--backbone",
            paramLabel = "NAME-or-FILE",
            description =
                    "For images: installed backbone, or FILE.onnx with FILE.json beside it. Default: the one that is"
                            + " installed.")
    private List<String> backbones = List.of();

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "For images: train, test or val, where there are several. Default: train.")
    private Split split;

    @Mixin
    private ExcludeOption exclude;

    @Mixin
    private CacheOption cache;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    /**
     * Reads what lies at a path, and says on standard error what is not as it should be.
     *
     * @return empty if a signal has stopped the embedding, which is told; the exit code is {@value LongWork#STOPPED} then
     * @throws ImprintException if it cannot be used, or there are fewer than two classes
     */
    public Optional<LabelledEmbeddings> read(Path path) {
        Checks.require(backbones.size() < 2, "--backbone must be given once", "given " + backbones.size() + " times");
        return read(path, backbones.stream().findFirst(), excluded(path));
    }

    /**
     * Reads what lies at a path by each of the backbones that are named, or by that which is installed; otherwise as {@link #read}.
     *
     * @return one for each backbone, in their order
     */
    public Optional<List<LabelledEmbeddings>> readByEach(Path path) {
        return readByEach(path, excluded(path));
    }

    /** Reads other images as {@link #readByEach} does, and all of them: what is listed to be left out names none of these. */
    public Optional<List<LabelledEmbeddings>> readOthersByEach(Path path) {
        return readByEach(path, Optional.empty());
    }

    /** Returns the list of images to leave out at a path, if there is one. */
    private Optional<ExclusionList> excluded(Path path) {
        if (LabelledKind.of(path) != LabelledKind.IMAGES) {
            exclude.requireNoneWith(path);
        }
        return exclude.list();
    }

    private Optional<List<LabelledEmbeddings>> readByEach(Path path, Optional<ExclusionList> excluded) {
        Checks.require(
                Set.copyOf(backbones).size() == backbones.size(), "--backbone must not name one twice", backbones);
        List<LabelledEmbeddings> all = new ArrayList<>();
        List<Optional<String>> wanted = backbones.isEmpty()
                ? List.of(Optional.empty())
                : backbones.stream().map(Optional::of).toList();
        for (Optional<String> backbone : wanted) {
            Optional<LabelledEmbeddings> one = read(path, backbone, excluded);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            all.add(one.get());
        }
        return Optional.of(all);
    }

    private Optional<LabelledEmbeddings> read(Path path, Optional<String> backbone, Optional<ExclusionList> excluded) {
        LabelledKind kind = LabelledKind.of(path);
        if (kind != LabelledKind.IMAGES) {
            Checks.require(backbones.isEmpty(), "--backbone must go with images", "given with " + path);
            Checks.require(split == null, "--split must go with images", "given with " + path);
        }
        Optional<LabelledEmbeddings> read =
                switch (kind) {
                    case IMAGES -> ofImages(path, backbone, excluded);
                    case EMBEDDINGS -> Optional.of(ofFile(path));
                    case CLASSIFIER -> Optional.of(ofClassifier(path));
                };
        read.ifPresent(r -> Checks.require(
                r.task().size() >= 2,
                path + ": classes must be at least 2",
                r.task().size()));
        return read;
    }

    private Optional<LabelledEmbeddings> ofImages(
            Path path, Optional<String> backbone, Optional<ExclusionList> excluded) {
        try (Backbone model = BackboneChoice.open(backbone);
                SampleSource source = ExcludeOption.without(
                        excluded, new NamedData(path).open(split == null ? Split.TRAIN : split))) {
            CachedEmbedder embedder =
                    new CachedEmbedder(model, cache.cache(spec), Precision.FLOAT32, Workers.available());
            AtomicReference<LabelledEmbeddings> read = new AtomicReference<>();
            new LongWork(spec, "what was embedded is kept for the next time")
                    .run(progress -> embedded(path, source, embedder, progress), found -> {
                        read.set(found);
                        return 0;
                    });
            Optional.ofNullable(read.get())
                    .flatMap(LabelledEmbeddings::intake)
                    .ifPresent(intake -> new IntakeLines(intake).lines().forEach(this::warn));
            return Optional.ofNullable(read.get());
        }
    }

    private static LabelledEmbeddings embedded(
            Path path, SampleSource source, CachedEmbedder embedder, Progress progress) throws InterruptedException {
        TakenImages taken = TakenImages.of(source, id -> "", embedder, progress);
        taken.requireEveryClass();
        List<ClassRows> classes = new ArrayList<>();
        List<List<String>> ids = new ArrayList<>();
        taken.classes().values().forEach(c -> {
            ExampleSet sorted = ExampleSet.of(c.examples(), c.rows());
            classes.add(new ClassRows(classes.size(), sorted.rows()));
            ids.add(sorted.examples().stream().map(Example::name).toList());
        });
        int added = classes.stream().mapToInt(ClassRows::size).sum();
        Intake intake = taken.account(added, List.of(), List.of());
        return new LabelledEmbeddings(
                path.toString(),
                List.copyOf(taken.classes().keySet()),
                Task.of(classes),
                ids,
                new MadeBy(
                        embedder.backbone().descriptor().name(),
                        embedder.backbone().descriptor().lambda()),
                Optional.of(intake),
                Optional.empty());
    }

    private LabelledEmbeddings ofFile(Path path) {
        LabelledFile file = LabelledFile.read(path, true);
        int[] labels = file.labels();
        List<ClassRows> classes = new ArrayList<>();
        List<List<String>> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int repeated = 0;
        for (int label : file.taskLabels()) {
            int[] all = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .toArray();
            int[] rows = distinct(file.digests(), all);
            repeated += all.length - rows.length;
            classes.add(new ClassRows(label, file.rows().select(rows)));
            ids.add(IntStream.of(rows).mapToObj(file::id).toList());
            names.add(file.className(label));
        }
        if (repeated > 0) {
            warn(Digits.count(repeated, "image") + " there already under another name in the class, left out");
        }
        return new LabelledEmbeddings(
                path.toString(),
                names,
                Task.of(classes),
                ids,
                new MadeBy(file.backbone().orElse(MadeBy.UNNAMED), file.lambda()),
                Optional.empty(),
                Optional.empty());
    }

    /** Of rows of one digest the first, by digest; all as they lie where digests are not known. */
    private static int[] distinct(List<ContentDigest> digests, int[] rows) {
        if (digests.isEmpty()) {
            return rows;
        }
        Map<ContentDigest, Integer> first = new HashMap<>();
        return IntStream.of(rows)
                .filter(i -> first.putIfAbsent(digests.get(i), i) == null)
                .boxed()
                .sorted(Comparator.comparing(digests::get))
                .mapToInt(i -> i)
                .toArray();
    }

    private LabelledEmbeddings ofClassifier(Path path) {
        if (!Files.exists(path)) {
            throw new DataException(path + ": file does not exist");
        }
        ClassifierContents contents = ImprintFile.open(path);
        List<LearnedClass> learned = contents.state().classes();
        List<ClassRows> classes = new ArrayList<>();
        List<List<String>> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int c = 0; c < learned.size(); c++) {
            if (learned.get(c).hasExamples()) {
                classes.add(new ClassRows(c, learned.get(c).examples().rows()));
                ids.add(learned.get(c).examples().examples().stream()
                        .map(Example::name)
                        .toList());
                names.add(learned.get(c).name());
            }
        }
        if (classes.isEmpty()) {
            throw new ImprintException(path
                    + ": classifier must keep its examples, was without; give the folder that it was" + " made from");
        }
        int bare = learned.size() - classes.size();
        if (bare > 0) {
            warn(Digits.count(bare) + " of " + Digits.count(learned.size())
                    + " classes keep no examples, and are left out");
        }
        return new LabelledEmbeddings(
                path.toString(),
                names,
                Task.of(classes),
                ids,
                contents.backbone()
                        .map(b ->
                                new MadeBy(b.descriptor().name(), b.descriptor().lambda()))
                        .orElse(new MadeBy(MadeBy.UNNAMED, OptionalDouble.empty())),
                Optional.empty(),
                Optional.of(contents.state().settings()));
    }

    private void warn(String line) {
        spec.commandLine().getErr().println("imprint: " + line);
    }
}
