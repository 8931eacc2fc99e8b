package org.imprint.classifier;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import org.imprint.classifier.cache.EmbeddedImages;
import org.imprint.classifier.change.History;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.export.ExportedHead;
import org.imprint.classifier.export.OnnxExport;
import org.imprint.classifier.file.BackboneMark;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.intake.Intake;
import org.imprint.classifier.intake.SameImage;
import org.imprint.classifier.intake.TakenImages;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.Checks;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.source.ListedImages;
import org.imprint.vision.source.SampleSources;

/**
 * A classifier of images that learns and forgets while it answers.
 *
 * <pre>
 *   ImageClassifier birds = ImageClassifier.fit(backbone, Path.of("birds"));      // one folder per class
 *   Prediction answer = birds.predict(Path.of("unseen.jpg"));
 *   birds.learn("crane", Path.of("new/crane"));
 * </pre>
 *
 * <p>Safe for use by many threads, as {@link EmbeddingClassifier} is. The backbone is the caller's to close, after the last question.
 * Each image is embedded by itself, so that its embedding does not hang on its company. Images that cannot be used are left out, and
 * named by the {@link Intake} of a fit or a lesson.
 */
public final class ImageClassifier {

    private final Equipment equipment;
    private final EmbeddingClassifier embeddings;
    private final Optional<Intake> intake;
    private final Optional<ClassifierContents> read;

    private ImageClassifier(Equipment equipment, EmbeddingClassifier embeddings, Optional<Intake> intake) {
        this(equipment, embeddings, intake, Optional.empty());
    }

    /** @param read what it was opened from, if it was */
    private ImageClassifier(
            Equipment equipment,
            EmbeddingClassifier embeddings,
            Optional<Intake> intake,
            Optional<ClassifierContents> read) {
        this.read = read;
        this.equipment = equipment;
        this.embeddings = embeddings;
        this.intake = intake;
    }

    /** As {@link #fit(Equipment, SampleSource, String, FitOptions, Progress)}, from a folder, with the standard options and without a cache. */
    public static ImageClassifier fit(Backbone backbone, Path folder) throws InterruptedException {
        return fit(backbone, folder, FitOptions.standard());
    }

    /** As {@link #fit(Equipment, SampleSource, String, FitOptions, Progress)}, from a folder, without a cache. */
    public static ImageClassifier fit(Backbone backbone, Path folder, FitOptions options) throws InterruptedException {
        try (SampleSource source = SampleSources.open(folder, Split.TRAIN)) {
            return fit(Equipment.of(backbone), source, folder.toString(), options, Progress.NONE);
        }
    }

    /**
     * Fits a classifier from labelled images.
     *
     * @param source images with their classes, whose order the classifier keeps
     * @param from what examples have as their source, such as the folder as it was named
     * @throws DataException if a class has no image that can be used, or the backbone fails
     * @throws InterruptedException if the thread is interrupted; what was embedded before is in the cache
     */
    public static ImageClassifier fit(
            Equipment equipment, SampleSource source, String from, FitOptions options, Progress progress)
            throws InterruptedException {
        empty(equipment, options); // what cannot be made is told before anything is embedded
        return fit(equipment, source, from, task -> options, whole -> {}, progress);
    }

    /**
     * As {@link #fit(Equipment, SampleSource, String, FitOptions, Progress)}, with options that hang on the examples, such as the recipe
     * that suits them: {@code task -> options.with(RecipeChoice.of(task, λ, seed, parallel).recipe())}.
     *
     * @param options of the embeddings of the images that can be used, class by class in the order of the source
     * @param whole is given what is found while all examples are there, also where they are not kept, such as to ask
     *     {@link org.imprint.classifier.selftest.SelfTest}
     */
    public static ImageClassifier fit(
            Equipment equipment,
            SampleSource source,
            String from,
            Function<Task, FitOptions> options,
            Consumer<ClassifierState> whole,
            Progress progress)
            throws InterruptedException {
        TakenImages taken = TakenImages.of(source, name -> from, equipment.embedder(), progress);
        taken.requireEveryClass();
        List<ClassRows> rows = new ArrayList<>();
        taken.classes().values().forEach(c -> rows.add(new ClassRows(rows.size(), c.rows())));
        EmbeddingClassifier empty = empty(equipment, options.apply(Task.of(rows)));
        Map<String, ExampleSet> classes = new LinkedHashMap<>();
        taken.classes().forEach((folder, of) -> {
            String name = LearnedClass.checkedName(folder);
            ExampleSet before = classes.put(name, empty.workshop().examples(of.examples(), of.rows()));
            Checks.require(before == null, "classes must have different names, twice there", name);
        });
        int n = classes.values().stream().mapToInt(ExampleSet::size).sum();
        return new ImageClassifier(
                equipment, empty.fitted(classes, whole), Optional.of(taken.account(n, List.of(), List.of())));
    }

    /** Returns a classifier without classes. */
    public static ImageClassifier empty(Backbone backbone, FitOptions options) {
        Equipment equipment = Equipment.of(backbone);
        return new ImageClassifier(equipment, empty(equipment, options), Optional.empty());
    }

    private static EmbeddingClassifier empty(Equipment equipment, FitOptions options) {
        OptionalDouble lambda = equipment.backbone().descriptor().lambda();
        Recipe recipe = lambda.isPresent() ? options.recipe().withLambda(lambda.getAsDouble()) : options.recipe();
        return EmbeddingClassifier.empty(
                equipment.backbone().dimension(), options.with(recipe), equipment.parallel(), equipment.clock());
    }

    /** Returns the classifier of a backbone's embeddings. @throws org.imprint.core.ImprintException if they have another width */
    public static ImageClassifier of(Equipment equipment, EmbeddingClassifier embeddings) {
        int d = embeddings.state().settings().dim();
        Checks.require(
                equipment.backbone().dimension() == d,
                "backbone must give embeddings of " + d + " values",
                equipment.backbone().dimension());
        return new ImageClassifier(equipment, embeddings, Optional.empty());
    }

    /**
     * Opens a file that was saved.
     *
     * @param backbone the one that it was made with
     * @throws org.imprint.core.ImprintException if the file cannot be read, is none or is damaged, or the backbone is another one
     */
    public static ImageClassifier open(Path file, Backbone backbone) {
        ClassifierContents contents = ImprintFile.open(file);
        BackboneMark mark = contents.backbone()
                .orElseThrow(() -> new DataException(file + ": must be a classifier of images, was one of embeddings"));
        Checks.require(
                mark.sha256().equals(backbone.sha256Hex()),
                file + ": backbone must be " + mark.descriptor().name() + " with sha256 " + mark.sha256(),
                backbone.descriptor().name() + " with " + backbone.sha256Hex());
        Equipment equipment = Equipment.of(backbone);
        EmbeddingClassifier embeddings =
                EmbeddingClassifier.of(contents.state(), contents.history(), equipment.parallel(), equipment.clock());
        return new ImageClassifier(equipment, embeddings, Optional.empty(), Optional.of(contents));
    }

    /**
     * Writes the classifier as it is now, calibrated, with its history and with questions that it can prove itself by; the file appears whole or
     * not at all. Pictures of examples that it was opened with stay in it.
     *
     * @param file one that is there is replaced
     * @throws org.imprint.core.ImprintException if there is no class
     * @throws DataException if it cannot be written; what was there stays
     */
    public void save(Path file) {
        embeddings.requireClasses(file);
        embeddings.calibrate();
        ClassifierContents now = embeddings.contents();
        // Questions are answered by the state that is written, whatever is learned meanwhile
        EmbeddingClassifier asked =
                EmbeddingClassifier.of(now.state(), now.history(), equipment.parallel(), equipment.clock());
        ImprintFile.save(
                file,
                read.map(r -> r.with(now.state(), now.history()))
                        .orElse(now)
                        .with(BackboneMark.of(backbone()))
                        .with(GoldenQuestions.answered(asked, backbone())));
    }

    /** Returns the classifier behind it, of embeddings. */
    public EmbeddingClassifier embeddings() {
        return embeddings;
    }

    /** Returns the backbone. */
    public Backbone backbone() {
        return equipment.backbone();
    }

    /** Returns what became of the images that it was fitted from; empty if it was not fitted here. */
    public Optional<Intake> intake() {
        return intake;
    }

    /** Answers for an image file. @throws DataException if it cannot be read */
    public Prediction predict(Path image) {
        return predict(ImageDecoder.decode(image));
    }

    /** Answers for the bytes of an image file. @throws DataException if they are not an image */
    public Prediction predict(byte[] image) {
        return predict(ImageDecoder.decode("image", image, Orientation.UPRIGHT));
    }

    /** Answers for an image in memory; its alpha is dropped. */
    public Prediction predict(BufferedImage image) {
        return predict(AwtImages.rgb(image));
    }

    /** Answers for an image in memory. */
    public Prediction predict(RgbImage image) {
        return embeddings.predict(backbone().embed(List.of(image)).row(0));
    }

    /**
     * Answers for all images of a source, by the state of this moment.
     *
     * @throws DataException if the backbone fails; images that cannot be used are no error
     */
    public Predictions predict(SampleSource source, Progress progress) throws InterruptedException {
        ClassifierState state = embeddings.state();
        EmbeddedImages embedded = equipment.embedder().embed(source, progress);
        List<Prediction> answers = embedded.samples().isEmpty()
                ? List.of()
                : Answering.predict(state, embedded.rows(), equipment.parallel());
        return new Predictions(embedded.samples(), answers, embedded.bad());
    }

    /** As {@link #learn(String, List, Progress)}, from one image file or folder. */
    public Intake learn(String className, Path imageOrFolder) throws InterruptedException {
        return learn(className, List.of(imageOrFolder), Progress.NONE);
    }

    /**
     * Learns image files, and all images of folders, as examples of a class, new or there already.
     *
     * @return what became of them; of images that the class has already it names those
     * @throws DataException if not one of them can be used, or the backbone fails
     * @throws InterruptedException if the thread is interrupted; what was embedded before is in the cache
     */
    public Intake learn(String className, List<Path> imagesAndFolders, Progress progress) throws InterruptedException {
        String name = LearnedClass.checkedName(className);
        ListedImages listed = ListedImages.of(name, imagesAndFolders);
        TakenImages taken = TakenImages.of(listed, id -> origin(id, imagesAndFolders), equipment.embedder(), progress);
        taken.requireEveryClass();
        TakenImages.OfClass of = taken.classes().get(name);
        ClassifierState before = embeddings.state();
        int added = embeddings.learn(name, of.examples(), of.rows());
        List<SameImage> known = new ArrayList<>();
        List<SameImage> elsewhere = new ArrayList<>();
        for (LearnedClass c : before.classes()) {
            same(of.examples(), name, c, c.name().equals(name) ? known : elsewhere);
        }
        return taken.account(added, known, elsewhere);
    }

    /** Returns which of the paths a file was named by. */
    private static String origin(String file, List<Path> paths) {
        return paths.stream()
                .filter(p -> Path.of(file).startsWith(p))
                .findFirst()
                .map(Path::toString)
                .orElse(file);
    }

    private static void same(List<Example> learned, String className, LearnedClass c, List<SameImage> found) {
        for (Example e : learned) {
            c.examples()
                    .find(e.digest())
                    .ifPresent(there -> found.add(new SameImage(e.name(), className, there.name(), c.name())));
        }
    }

    /**
     * Writes preprocessing, backbone and classifier as one ONNX file.
     *
     * @param onnx a file that is there is replaced
     * @throws org.imprint.core.ImprintException if there is no class, or standard operators cannot carry the recipe out
     * @throws DataException if it cannot be written
     */
    public void export(Path onnx) {
        OnnxExport.write(onnx, ExportedHead.of(embeddings.state()), backbone());
    }

    /** Takes a class away. @throws org.imprint.core.ImprintException if there is none of this name */
    public void forget(String className) {
        embeddings.forget(className);
    }

    /** Gives a class another name. @throws org.imprint.core.ImprintException if there is no such class, or one of the new name */
    public void rename(String from, String to) {
        embeddings.rename(from, to);
    }

    /** Moves the examples of one class into another. @throws org.imprint.core.ImprintException if either is missing or keeps none */
    public void merge(String from, String into) {
        embeddings.merge(from, into);
    }

    /** Takes the last change back. @throws org.imprint.core.ImprintException if there is none that can be taken back */
    public HistoryEntry undo() {
        return embeddings.undo();
    }

    /** Makes the change last taken back again. @throws org.imprint.core.ImprintException if there is none */
    public HistoryEntry redo() {
        return embeddings.redo();
    }

    /** Returns what was done so far. */
    public History history() {
        return embeddings.history();
    }

    /** Returns the class names in their order. */
    public List<String> classNames() {
        return embeddings.classNames();
    }
}
