package org.imprint.app.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.imprint.app.option.RecipeOptions;
import org.imprint.app.process.Workers;
import org.imprint.app.text.TextTable;
import org.imprint.core.data.Task;
import org.imprint.core.eval.Confusion;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.text.Digits;
import org.imprint.vision.data.DataException;
import org.imprint.vision.ridge.RidgeRule;
import org.imprint.vision.ridge.RidgeStart;
import org.imprint.vision.store.LabelledFile;
import org.imprint.vision.store.SharedImages;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The way without a classifier: imprints one embeddings file with a recipe and judges the head on another. */
final class HeadEvaluation {

    /** What stands for the backbone of a file that does not say it. */
    private static final String UNKNOWN = "unnamed";

    @Option(names = "--train", paramLabel = "TRAIN.h5", description = "Embeddings to imprint.")
    private Path train;

    @Option(names = "--test", paramLabel = "TEST.h5", description = "Embeddings to answer.")
    private Path test;

    @Mixin
    private RecipeOptions recipe;

    @Option(
            names = "--allow-overlap",
            description = "Answer even if every test image is among the training images, which is no test.")
    private boolean allowOverlap;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    private LabelledFile trained;
    private LabelledFile tested;
    private SharedImages shared;
    private int[] taskLabels;
    private Recipe steps;
    private OptionalDouble lambda = OptionalDouble.empty();

    /** Returns the files that were named. */
    List<Path> named() {
        return Stream.of(train, test).filter(Objects::nonNull).toList();
    }

    /** Judges, and prints what came out. @throws DataException if a file cannot be used */
    int run(boolean json) {
        boolean requireUsable = !recipe.semantics().isReference();
        recipe.preset();
        recipe.k();
        trained = LabelledFile.read(train, requireUsable);
        tested = LabelledFile.read(test, requireUsable);
        taskLabels = trained.taskLabels();
        int[] truth = tested.classIndices(trained, taskLabels);
        steps = withLambda(recipe.recipe());
        shared = requireHeldBack(tested.sharedWith(trained));
        try (Workers workers = new Workers(Workers.available())) {
            long start = System.nanoTime();
            Confusion confusion = evaluate(truth, workers.parallel());
            double seconds = (System.nanoTime() - start) / 1e9;
            if (json) {
                printJson(confusion, seconds);
            } else {
                printTables(confusion, seconds);
            }
        }
        return 0;
    }

    /** Puts λ into a recipe that needs one. */
    private Recipe withLambda(Recipe wanted) {
        String backbone = trained.backbone().orElse(UNKNOWN);
        RidgeRule ridges = recipe.ridges(backbone);
        if (!wanted.needsLambda()) {
            return wanted;
        }
        lambda = ridges.find(backbone, trained.lambda());
        return wanted.withLambda(lambda.orElseThrow(() -> new DataException(
                RidgeRule.unknown(List.of(RidgeStart.of(backbone, trained.rows(), train.toString()))))));
    }

    /** Throws where nothing is tested, and warns where less is than it seems. */
    private SharedImages requireHeldBack(SharedImages images) {
        if (images.isAll() && !allowOverlap) {
            throw new DataException(test + ": " + images + " of " + train
                    + ", so the accuracy would say nothing about new images; --allow-overlap answers all the same");
        }
        if (!images.shared().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("imprint: warning: " + test + ": " + images
                            + "; the accuracy is better than on new images");
        }
        return images;
    }

    private Confusion evaluate(int[] truth, Parallel parallel) {
        Task task = Task.of(trained.rows(), trained.labels(), taskLabels);
        Head head = Imprinter.imprint(task, steps, recipe.run(parallel));
        return Confusion.of(truth, head.answer(tested.rows(), parallel).classIndices(), taskLabels.length);
    }

    private void printTables(Confusion confusion, double seconds) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s, seed %d, %s: accuracy %.2f %%, weighted F1 %.2f %% (%,d test rows, %.2f s)%n%n",
                recipe.preset().title(),
                recipe.seed(),
                recipe.semantics().wireName(),
                100 * confusion.accuracy(),
                100 * confusion.weightedF1(),
                confusion.samples(),
                seconds);
        TextTable table = new TextTable("class", "rows", "precision, %", "recall, %", "F1, %", "most taken for");
        for (int c = 0; c < taskLabels.length; c++) {
            table.row(
                    trained.className(taskLabels[c]),
                    Long.toString(confusion.size(c)),
                    percent(confusion.precision(c)),
                    percent(confusion.recall(c)),
                    percent(confusion.f1(c)),
                    mostTakenFor(confusion, c));
        }
        table.lines().forEach(out::println);
    }

    private String mostTakenFor(Confusion confusion, int c) {
        int worst = -1;
        for (int a = 0; a < taskLabels.length; a++) {
            if (a != c
                    && confusion.count(c, a) > 0
                    && (worst < 0 || confusion.count(c, a) > confusion.count(c, worst))) {
                worst = a;
            }
        }
        return worst < 0 ? "" : trained.className(taskLabels[worst]) + " (" + confusion.count(c, worst) + ")";
    }

    private static String percent(double fraction) {
        return Digits.fixed(100 * fraction, 2);
    }

    private void printJson(Confusion confusion, double seconds) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode()
                .put("train", train.toString())
                .put("test", test.toString())
                .put("recipe", recipe.preset().wireName())
                .put("k", recipe.k())
                .put("lambda", lambda.isPresent() ? lambda.getAsDouble() : null)
                .put("seed", recipe.seed())
                .put("semantics", recipe.semantics().wireName())
                .put("train_rows", trained.rows().rows())
                .put("test_rows", tested.rows().rows())
                .put("test_rows_in_train", shared.shared().size())
                .put("dimension", trained.rows().cols())
                .put("accuracy", confusion.accuracy())
                .put("weighted_f1", confusion.weightedF1())
                .put("seconds", seconds);
        ArrayNode classes = root.putArray("classes");
        ArrayNode counts = root.putArray("confusion");
        for (int c = 0; c < taskLabels.length; c++) {
            classes.addObject()
                    .put("label", taskLabels[c])
                    .put("name", trained.className(taskLabels[c]))
                    .put("rows", confusion.size(c))
                    .put("precision", confusion.precision(c))
                    .put("recall", confusion.recall(c))
                    .put("f1", confusion.f1(c));
            ArrayNode row = counts.addArray();
            for (int a = 0; a < taskLabels.length; a++) {
                row.add(confusion.count(c, a));
            }
        }
        try {
            spec.commandLine()
                    .getOut()
                    .println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON", e);
        }
    }
}
