package org.imprint.app.classifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.imprint.app.opened.CacheOption;
import org.imprint.app.opened.LongWork;
import org.imprint.app.option.CertaintyOptions;
import org.imprint.app.option.ExcludeOption;
import org.imprint.app.option.PresetOptions;
import org.imprint.app.output.IntakeLines;
import org.imprint.app.output.Output;
import org.imprint.app.process.Workers;
import org.imprint.classifier.Equipment;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.GoldenQuestions;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.backboneclass.BackboneClasses;
import org.imprint.classifier.cache.CachedEmbedder;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.file.BackboneMark;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.classifier.intake.ExamplePictures;
import org.imprint.classifier.selftest.SelfTest;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Keeping;
import org.imprint.core.Checks;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.compare.RecipeChoice;
import org.imprint.core.data.Task;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.unknown.KnownScore;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.NamedData;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.install.BackboneChoice;
import org.imprint.vision.ridge.RidgeRule;
import org.imprint.vision.store.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Makes a classifier from a folder of images, and writes it to one file. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a classifier from images in one sub-folder for each class, and writes it to one file.",
            "Embeddings are kept in the user's folder by the content of their image: what was embedded once is not again.",
            "Images that cannot be used are named and left out, and the exit code is 1."
        },
        footer = {"", "Example: imprint fit birds -o birds.imprint"})
public final class FitCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description = "Folder with one sub-folder for each class, or what else imprint embed takes as --data.")
    private Path data;

    @Output(Output.Kind.FILE)
    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "File to write, such as birds.imprint.")
    private Path out;

    @Option(
            names = "--backbone",
            paramLabel = "NAME-or-FILE",
            description =
                    "Installed backbone, or FILE.onnx with FILE.json beside it. Default: the one that is installed.")
    private String backbone;

    @Mixin
    private ExcludeOption exclude;

    @Mixin
    private PresetOptions recipe;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "float32",
            description = "How embeddings of examples are kept: float32, or float16 for half the space. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Precision precision;

    @Option(
            names = "--without-examples",
            description = "Keep proxies alone: a small file, in which classes come and go as a whole.")
    private boolean withoutExamples;

    @Option(
            names = "--keep-backbone-classes",
            description =
                    "Keep the classes that the backbone was trained on beside the new ones, where its file has logits; by the"
                            + " direction of their weights, without biases.")
    private boolean keepBackboneClasses;

    @Option(names = "--without-thumbnails", description = "Keep no small pictures of the examples.")
    private boolean withoutThumbnails;

    @Mixin
    private CertaintyOptions certainty;

    @Option(names = "--overwrite", description = "Replace a file that is there. Default: refuse.")
    private boolean overwrite;

    @Mixin
    private CacheOption cache;

    @Option(names = "--json", description = "Print one JSON object, with the names of all images that were left out.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (Files.exists(out) && !overwrite) {
            throw new DataException(
                    out + ": is there already; give --overwrite to replace it, or imprint learn to add to it");
        }
        checkRecipe();
        FitOptions options = new FitOptions(
                recipe.mostRecipe(),
                recipe.seed(),
                precision,
                withoutExamples ? Keeping.PROXIES : Keeping.EXAMPLES,
                asked(),
                recipe.choice());
        long start = System.nanoTime();
        try (Backbone model = BackboneChoice.open(Optional.ofNullable(backbone));
                SampleSource source = ExcludeOption.without(exclude.list(), new NamedData(data).open(Split.TRAIN));
                Workers workers = new Workers(Workers.available())) {
            if (Files.isDirectory(data) && !Path.of(source.name()).equals(data)) {
                spec.commandLine()
                        .getErr()
                        .println("imprint: learns from " + source.name() + ", as " + data
                                + " is divided; what is beside it is not learned");
            }
            CachedEmbedder embedder = new CachedEmbedder(model, cache.cache(spec), precision, Workers.available());
            Equipment equipment = new Equipment(embedder, workers.parallel(), Clock.systemUTC());
            FitOptions own = options.with(withLambda(options.recipe(), model));
            return new LongWork(spec, out + " was not written")
                    .run(progress -> fit(equipment, source, own, progress), fitted -> {
                        save(fitted.contents());
                        double seconds = (System.nanoTime() - start) / 1e9;
                        tell(new FitReport(out, fitted.classifier(), fitted.test(), fitted.reason(), seconds));
                        return new IntakeLines(fitted.classifier().intake().orElseThrow()).exitCode();
                    });
        }
    }

    /** What came out, and how right it is on what it learned, if that can be told. */
    private record Fitted(
            ImageClassifier classifier,
            ClassifierContents contents,
            Optional<SelfTest> test,
            Optional<String> reason) {}

    /** What would mean nothing beside a recipe is not passed over. */
    private void checkRecipe() {
        ParseResult given = spec.commandLine().getParseResult();
        if (!recipe.isAuto()) {
            Checks.require(
                    recipe.preset().hasK() || !given.hasMatchedOption("--k"),
                    "--k must go with a recipe that has k (paper)",
                    recipe.preset().wireName());
        } else {
            Checks.require(
                    !given.hasMatchedOption("--k"), "--k must go with a recipe that is named", "given with auto");
            Checks.require(
                    !keepBackboneClasses,
                    "--keep-backbone-classes must go with a recipe that is named",
                    "given with auto");
        }
    }

    /** What is asked beside answers, as far as it can be found before the backbone's classes stand beside proxies alone. */
    private Certainty asked() {
        Certainty asked = certainty.certainty();
        if (!keepBackboneClasses || !withoutExamples) {
            return asked;
        }
        String with = "--keep-backbone-classes with --without-examples must be without ";
        Checks.require(
                asked.coverage().isEmpty(),
                with + "--coverage, as sets could not be found among all classes; coverage",
                asked.coverage().orElse(0));
        Checks.require(
                asked.probabilities() == ProbabilityMethod.TEMPERATURE,
                with + "maps of probabilities, which could not be found among all classes; --probabilities",
                asked.probabilities().wireName());
        return asked.with(asked.rejection().map(r -> {
            KnownScore score = r.score().orElse(KnownScore.PROXY);
            Checks.require(
                    score != KnownScore.ENERGY && score != KnownScore.SOFTMAX,
                    with + "scores that come from all classes; --unknown-score",
                    score.wireName());
            return new Rejection(r.alpha(), Optional.of(score));
        }));
    }

    private Fitted fit(Equipment equipment, SampleSource source, FitOptions options, Progress progress)
            throws InterruptedException {
        Optional<BackboneClasses> kept =
                keepBackboneClasses ? Optional.of(BackboneClasses.of(equipment.backbone())) : Optional.empty();
        // what cannot be kept is told before anything is embedded
        kept.ifPresent(ImageClassifier.empty(equipment.backbone(), options).embeddings()::keep);
        AtomicReference<String> reason = new AtomicReference<>();
        AtomicReference<ClassifierState> whole = new AtomicReference<>();
        Function<Task, FitOptions> own = task -> recipe.isAuto() ? chosen(task, options, equipment, reason) : options;
        ImageClassifier made = ImageClassifier.fit(equipment, source, data.toString(), own, whole::set, progress);
        kept.ifPresent(made.embeddings()::keep);
        ClassifierState state = made.embeddings().state();
        // the backbone's classes are not among those that were whole
        ClassifierState asked = keepBackboneClasses ? state : whole.get();
        Optional<SelfTest> test = SelfTest.obstacle(asked).isEmpty()
                ? Optional.of(SelfTest.of(asked, equipment.parallel()))
                : Optional.empty();
        ClassifierContents contents = ClassifierContents.of(state, made.history())
                .with(BackboneMark.of(made.backbone()))
                .with(GoldenQuestions.answered(made.embeddings(), made.backbone()));
        return new Fitted(
                made,
                withoutThumbnails || withoutExamples
                        ? contents
                        : contents.with(ExamplePictures.of(source, state, Thumbnails.none(), equipment.parallel())),
                test,
                Optional.ofNullable(reason.get()));
    }

    private FitOptions chosen(Task task, FitOptions options, Equipment equipment, AtomicReference<String> reason) {
        String name = equipment.backbone().descriptor().name();
        RidgeRule ridges = recipe.ridges(name);
        OptionalDouble lambda = withoutExamples
                ? OptionalDouble.empty()
                : ridges.find(name, equipment.backbone().descriptor().lambda());
        RecipeChoice choice = RecipeChoice.of(task, lambda, options.seed(), equipment.parallel());
        reason.set(choice.reason()
                + (withoutExamples
                        ? "; without least squares, which needs the examples: leave out --without-examples"
                        : lambda.isPresent() ? "" : "; without least squares, whose λ nobody states: give --lambda"));
        return options.with(choice.recipe());
    }

    private void save(ClassifierContents contents) {
        try {
            Files.createDirectories(out.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(out + ": cannot be written", e);
        }
        ImprintFile.save(out, contents);
    }

    private void tell(FitReport report) {
        if (json) {
            report.printJsonTo(spec.commandLine().getOut());
        } else {
            report.printTo(spec.commandLine().getOut());
        }
    }

    /** Puts λ into a recipe that needs one. */
    private Recipe withLambda(Recipe wanted, Backbone model) {
        String name = model.descriptor().name();
        RidgeRule ridges = recipe.ridges(name);
        if (!wanted.needsLambda()) {
            return wanted;
        }
        OptionalDouble lambda = ridges.find(name, model.descriptor().lambda());
        return wanted.withLambda(lambda.orElseThrow(() -> new DataException("recipe "
                + recipe.preset().wireName() + " needs the ridge λ of " + name
                + ", which nobody states; give --lambda. "
                + RidgeRule.HOW_TO_CHOOSE)));
    }
}
