package org.imprint.app.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.imprint.app.labelled.LabelledEmbeddings;
import org.imprint.app.labelled.LabelledOptions;
import org.imprint.app.opened.LongWork;
import org.imprint.app.process.Workers;
import org.imprint.core.Checks;
import org.imprint.core.compare.Contest;
import org.imprint.core.compare.Folds;
import org.imprint.core.compare.RecipeNames;
import org.imprint.core.compare.RecipeTrials;
import org.imprint.core.compare.Simplicity;
import org.imprint.core.data.Task;
import org.imprint.core.eval.Bootstrap;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.ridge.RidgeRule;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares recipes, and backbones, on the images at hand. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Says which recipe suits some images: all are tried on the same folds of them, and differences from the best have 95 %%"
                    + " intervals.",
            "With a second folder or file, recipes learn the first and answer the second. With --backbone more than once, or"
                    + " --against, backbones are compared as well."
        },
        footer = {
            "",
            "Examples:",
            "  imprint compare birds",
            "  imprint compare birds --backbone mobilenet_v2 --backbone resnet18",
            "  imprint compare train.h5 test.h5 --grid --csv"
        })
public final class CompareCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "DIR-or-FILE", description = LabelledOptions.DESCRIPTION)
    private Path data;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TEST",
            description =
                    "Other images of the same classes, to be answered instead of folds of the first; --exclude leaves out none of them.")
    private Path test;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "Embeddings of the same images by another backbone, under the same names. Repeatable.")
    private List<Path> against = List.of();

    @Mixin
    private LabelledOptions labelled;

    @Mixin
    private CompareOptions options;

    @ArgGroup
    private Form form = new Form();

    @Spec
    private CommandSpec spec;

    /** One of the two. */
    private static final class Form {
        @Option(names = "--json", description = "Print one JSON object instead of a table.")
        private boolean json;

        @Option(names = "--csv", description = "Print CSV, a line for each recipe, instead of a table.")
        private boolean csv;
    }

    @Override
    public Integer call() {
        if (test != null) {
            Checks.require(against.isEmpty(), "--against must go without TEST", "given with " + test);
            Checks.require(!options.hasFolds(), "--folds and --repeats must go without TEST", "given with " + test);
        }
        Optional<List<LabelledEmbeddings>> read = labelled.readByEach(data);
        List<LabelledEmbeddings> tested = new ArrayList<>();
        if (test != null && read.isPresent()) {
            labelled.readOthersByEach(test).ifPresent(tested::addAll);
        }
        if (read.isEmpty() || test != null && tested.isEmpty()) {
            return LongWork.STOPPED;
        }
        List<LabelledEmbeddings> all = new ArrayList<>(read.get());
        for (Path file : against) {
            Optional<LabelledEmbeddings> other = labelled.read(file);
            if (other.isEmpty()) {
                return LongWork.STOPPED;
            }
            all.add(other.get());
        }
        try (Workers workers = new Workers(Workers.available())) {
            Comparison found = compared(all, tested, workers.parallel());
            tell(new CompareReport(all, tested.stream().findFirst(), options.seed()), found);
        }
        return Stream.concat(all.stream(), tested.stream())
                .mapToInt(LabelledEmbeddings::exitCode)
                .max()
                .orElseThrow();
    }

    private Comparison compared(List<LabelledEmbeddings> all, List<LabelledEmbeddings> tested, Parallel parallel) {
        RidgeRule rule = options.ridges(all);
        CompareOptions.tellOfNoLambda(all, rule, spec.commandLine().getErr());
        Optional<Folds> folds = tested.isEmpty() ? Optional.of(options.folds(all.get(0))) : Optional.empty();
        List<Contender> contenders = new ArrayList<>();
        List<double[]> shares = new ArrayList<>();
        OptionalDouble trainingShare = OptionalDouble.empty();
        for (int e = 0; e < all.size(); e++) {
            LabelledEmbeddings of = all.get(e);
            List<Recipe> recipes = options.recipes(of, rule);
            Task task = e == 0 ? of.task() : SameImages.inOrderOf(all.get(0), of);
            RecipeTrials trials = folds.isPresent()
                    ? RecipeTrials.of(task, recipes, folds.get(), options.seed(), parallel)
                    : RecipeTrials.of(
                            of.task(), TestedClasses.of(of, tested.get(e)), recipes, options.seed(), parallel);
            trainingShare = trials.trainingShare();
            List<String> names = RecipeNames.of(recipes);
            for (int r = 0; r < recipes.size(); r++) {
                String backbone = shownBackbone(all, e);
                String name = all.size() == 1 ? names.get(r) : backbone + ": " + names.get(r);
                contenders.add(new Contender(name, backbone, recipes.get(r)));
                shares.add(trials.shares(r));
            }
        }
        Contest contest =
                Contest.of(shares.toArray(double[][]::new), trainingShare, Bootstrap.ofSeed(options.seed()), parallel);
        int simplest = Simplicity.simplestOfTheBest(
                contest, contenders.stream().map(Contender::recipe).toList());
        return new Comparison(contenders, contest, folds, simplest);
    }

    /** Files of one backbone, or of none that is named, go by their own names. */
    private static String shownBackbone(List<LabelledEmbeddings> all, int e) {
        String name = all.get(e).madeBy().backbone();
        long alike =
                all.stream().filter(o -> o.madeBy().backbone().equals(name)).count();
        return alike == 1 ? name : all.get(e).name();
    }

    private void tell(CompareReport report, Comparison found) {
        if (form.json) {
            report.printJsonTo(spec.commandLine().getOut(), found);
        } else if (form.csv) {
            report.printCsvTo(spec.commandLine().getOut(), found);
        } else {
            report.printTo(spec.commandLine().getOut(), found);
        }
    }
}
