package org.imprint.app.curve;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.imprint.app.labelled.LabelledEmbeddings;
import org.imprint.app.labelled.LabelledOptions;
import org.imprint.app.opened.LongWork;
import org.imprint.app.option.PresetOptions;
import org.imprint.app.process.Workers;
import org.imprint.classifier.state.ClassifierSettings;
import org.imprint.classifier.state.KChoice;
import org.imprint.classifier.state.RecipeWords;
import org.imprint.core.Checks;
import org.imprint.core.curve.CurvePlan;
import org.imprint.core.curve.LearningCurve;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what more images would bring. */
@Command(
        name = "learning-curve",
        mixinStandardHelpOptions = true,
        description = {
            "Measures accuracy by the number of images of each class, by cross-validation, and says what more of them would bring: twice as"
                    + " many, or how many a target takes; overall and by class, with 95 %% intervals."
        },
        footer = {
            "",
            "Examples:",
            "  imprint learning-curve birds",
            "  imprint learning-curve birds.imprint --target 95",
            "  imprint learning-curve birds.h5 --recipe qi --repeats 10 --json"
        })
public final class LearningCurveCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "DIR-or-FILE", description = LabelledOptions.DESCRIPTION)
    private Path data;

    @Mixin
    private LabelledOptions labelled;

    @Mixin
    private PresetOptions preset;

    @Option(
            names = "--target",
            paramLabel = "PERCENT",
            description = "Accuracy in (0, 100) per cent to say how many images of each class it takes.")
    private Double target;

    @Option(
            names = "--folds",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "Parts of the images, each asked by what the others teach, in [2, 100]. Default: ${DEFAULT-VALUE}.")
    private int folds;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often images are divided anew, in [1, 1000]. Default: ${DEFAULT-VALUE}.")
    private int repeats;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CurvePlan plan = new CurvePlan(
                Checks.inRange("--folds", folds, 2, 100), Checks.inRange("--repeats", repeats, 1, 1000), preset.seed());
        if (target != null) {
            Checks.require(target > 0 && target < 100, "--target must be in (0, 100)", target);
        }
        preset.k();
        Optional<LabelledEmbeddings> read = labelled.read(data);
        if (read.isEmpty()) {
            return LongWork.STOPPED;
        }
        LabelledEmbeddings embeddings = read.get();
        Named named = named(embeddings);
        try (Workers workers = new Workers(Workers.available())) {
            LearningCurve curve = LearningCurve.of(
                    embeddings.task(), embeddings.classNames(), named.recipe(), plan, workers.parallel());
            CurveReport report = new CurveReport(
                    embeddings,
                    named.words(),
                    plan,
                    curve,
                    target == null ? OptionalDouble.empty() : OptionalDouble.of(target / 100));
            if (json) {
                report.printJsonTo(spec.commandLine().getOut());
            } else {
                report.printTo(spec.commandLine().getOut());
            }
        }
        return embeddings.exitCode();
    }

    /** A recipe and what it is called. */
    private record Named(Recipe recipe, String words) {}

    /** A classifier's own recipe, unless another is named. */
    private Named named(LabelledEmbeddings embeddings) {
        Optional<ClassifierSettings> settings = embeddings.settings();
        if (settings.isPresent() && !isGiven("--recipe")) {
            return own(settings.get());
        }
        Recipe recipe = embeddings.withLambda(
                preset.recipe(), preset.ridges(embeddings.madeBy().backbone()));
        return new Named(
                recipe, preset.preset().wireName() + (preset.preset().hasK() ? " with k = " + preset.k() : ""));
    }

    private Named own(ClassifierSettings settings) {
        for (String option : List.of("--k", "--lambda")) {
            Checks.require(
                    !isGiven(option),
                    option + " must go with --recipe, as a classifier has its own",
                    "given alone for " + data);
        }
        Checks.require(
                settings.k() == KChoice.GIVEN,
                data + ": k must be one number for all classes and shares of their images; give --recipe "
                        + Preset.PAPER.wireName() + " --k N",
                settings.k().wireName());
        return new Named(settings.recipe(), "its recipe, " + RecipeWords.of(settings));
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(spec.findOption(option));
    }
}
