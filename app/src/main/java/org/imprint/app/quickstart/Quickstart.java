package org.imprint.app.quickstart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.Confusion;
import org.imprint.core.gen.FarthestPointGenerator;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.KMedoidsGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.gen.RandomGenerator;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.study.analysis.method.Titles;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.Split;
import org.imprint.vision.data.TrainTest;
import org.imprint.vision.embed.EmbeddedSource;
import org.imprint.vision.embed.Embedder;
import org.imprint.vision.embed.KeptEmbeddings;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.ridge.RidgeRule;
import org.imprint.vision.ridge.RidgeStart;

/** Embeds images, imprints the published recipes on them, and collects what there is to show. */
final class Quickstart {

    private static final int[] KS = {1, 2, 3, 5, 10, 20, 50, 100};

    /** k-medoids looks at all pairs of a class; beyond this it would take longer than all else together. */
    private static final int MOST_ROWS_FOR_MEDOIDS = 2_000;

    private final Choice choice;
    private final Backbone backbone;
    private final Images images;
    private final KeptEmbeddings kept;
    private final Parallel parallel;
    private EmbeddedSource train;
    private EmbeddedSource test;
    private Task task;
    private int[] truth;
    private OptionalDouble lambda;

    /**
     * The numbers a user may choose.
     *
     * @param k proxies per class of the paper's recipe
     * @param seed the run's seed
     * @param ridges which λ least squares takes
     */
    record Choice(int k, long seed, RidgeRule ridges) {}

    /**
     * The images to work on.
     *
     * @param name name for tables
     * @param unseen whether the backbone is known never to have seen a class of them
     * @param halves what is imprinted and what is answered
     */
    record Images(String name, boolean unseen, TrainTest halves) {

        /** Returns what lay beside the images of either half; halves of one folder have it in common. */
        LeftOut leftOut() {
            return halves.train().leftOut().and(halves.test().leftOut());
        }
    }

    /** Creates a quickstart; nothing is computed yet. */
    Quickstart(Choice choice, Backbone backbone, Images images, KeptEmbeddings kept, Parallel parallel) {
        this.choice = choice;
        this.backbone = backbone;
        this.images = images;
        this.kept = kept;
        this.parallel = parallel;
    }

    /** Runs everything once. */
    QuickstartResult run(Progress progress) throws InterruptedException {
        long start = System.nanoTime();
        int all = images.halves().train().size() + images.halves().test().size();
        Embedder embedder = Embedder.of(backbone).withWorkers(parallel.threads());
        train = kept.embed(
                images.halves().train(), Split.TRAIN.wireName(), embedder, (done, n) -> progress.done(done, all));
        test = kept.embed(
                images.halves().test(),
                Split.TEST.wireName(),
                embedder,
                (done, n) -> progress.done(images.halves().train().size() + done, all));
        double embedSeconds = secondsSince(start);
        List<String> classNames = images.halves().train().classNames();
        task = Task.of(
                train.rows(),
                train.labels(),
                IntStream.range(0, classNames.size()).toArray());
        truth = test.labels();
        lambda = choice.ridges()
                .requireFor(List.of(backbone.descriptor().name()))
                .find(backbone.descriptor().name(), backbone.descriptor().lambda());

        answer(Preset.QI); // the first run pays for loading and compiling code; the table shows what later ones cost
        List<QuickstartResult.RecipeLine> lines =
                presets().stream().map(this::line).toList();
        Preset best = presets().get(indexOfBest(lines));
        return new QuickstartResult(
                new QuickstartResult.Setting(
                        backbone.descriptor().name(),
                        backbone.sha256Hex(),
                        backbone.dimension(),
                        images.name(),
                        images.unseen(),
                        classNames,
                        train.rows().rows(),
                        test.rows().rows(),
                        embedSeconds,
                        choice.seed()),
                lines,
                leftOut(),
                curve(lines),
                example(),
                confusion(answer(best)),
                best.title());
    }

    /** Returns the recipes that can be carried out: without λ there is no least squares. */
    private List<Preset> presets() {
        return Stream.of(Preset.values())
                .filter(preset ->
                        lambda.isPresent() || !preset.recipe(choice.k()).needsLambda())
                .toList();
    }

    private Recipe recipe(Preset preset) {
        Recipe recipe = preset.recipe(choice.k());
        return recipe.needsLambda() ? recipe.withLambda(lambda.orElseThrow()) : recipe;
    }

    /** Returns why least squares is left out, if it is. */
    private Optional<String> leftOut() {
        return lambda.isPresent()
                ? Optional.empty()
                : Optional.of(Preset.ORACLE.title() + " is left out: "
                        + RidgeRule.unknown(List.of(
                                RidgeStart.of(backbone.descriptor().name(), train.rows(), "the training images"))));
    }

    private static int indexOfBest(List<QuickstartResult.RecipeLine> lines) {
        return IntStream.range(0, lines.size())
                .boxed()
                .max(Comparator.comparingDouble(i -> lines.get(i).accuracy()))
                .orElseThrow();
    }

    private QuickstartResult.RecipeLine line(Preset preset) {
        long start = System.nanoTime();
        double accuracy = confusion(answer(preset)).accuracy();
        double seconds = secondsSince(start);
        Recipe recipe = recipe(preset);
        return new QuickstartResult.RecipeLine(
                preset.title(),
                Titles.norm(recipe.pre()),
                recipe.generator().kind().title()
                        + (recipe.generator() instanceof KMeansGenerator kmeans ? ", k = " + kmeans.k() : ""),
                Titles.norm(recipe.post()),
                Titles.norm(recipe.inf()),
                Titles.aggregation(recipe.aggregation()),
                accuracy,
                seconds);
    }

    private int[] answer(Preset preset) {
        return answer(recipe(preset));
    }

    private int[] answer(Recipe recipe) {
        return head(recipe).answer(test.rows(), parallel).classIndices();
    }

    private Head head(Recipe recipe) {
        return Imprinter.imprint(task, recipe, Run.of(Semantics.CORRECTED, choice.seed(), parallel));
    }

    private Confusion confusion(int[] answers) {
        return Confusion.of(truth, answers, task.size());
    }

    private QuickstartResult.Curve curve(List<QuickstartResult.RecipeLine> lines) {
        List<QuickstartResult.Curve.Line> curves = new ArrayList<>();
        curves.add(curve(KMeansGenerator::new));
        if (largestClass() <= MOST_ROWS_FOR_MEDOIDS) {
            curves.add(curve(KMedoidsGenerator::new));
        }
        curves.add(curve(FarthestPointGenerator::new));
        curves.add(curve(RandomGenerator::new));
        return new QuickstartResult.Curve(
                curves,
                lines.get(Preset.QI.ordinal()).accuracy(),
                lambda.isPresent()
                        ? OptionalDouble.of(lines.get(Preset.ORACLE.ordinal()).accuracy())
                        : OptionalDouble.empty());
    }

    private QuickstartResult.Curve.Line curve(IntFunction<ProxyGenerator> generator) {
        List<Integer> ks =
                Arrays.stream(KS).filter(k -> k <= largestClass()).boxed().toList();
        List<Double> accuracies = new ArrayList<>();
        for (int k : ks) {
            L2Norm l2 = new L2Norm();
            Recipe recipe = new Recipe(l2, new KeepAll(), generator.apply(k), l2, l2, new MaxInnerProduct());
            accuracies.add(confusion(answer(recipe)).accuracy());
        }
        return new QuickstartResult.Curve.Line(generator.apply(1).kind().title(), ks, accuracies);
    }

    private int largestClass() {
        return task.classes().stream().mapToInt(ClassRows::size).max().orElseThrow();
    }

    private QuickstartResult.Example example() {
        Head head = head(recipe(Preset.PAPER));
        return new ExampleChoice(head, train, test).choose();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
