package org.imprint.app.evaluate;

import java.util.List;
import java.util.concurrent.Callable;
import org.imprint.core.ImprintException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges answers against known classes: a classifier's on a folder of images, or a recipe's on embeddings files. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Answers images of known classes by a classifier: accuracy with its 95 %% interval, each class, what is taken for"
                    + " what.",
            "Or imprints TRAIN.h5 with a recipe and answers TEST.h5: accuracy, F1, confusion."
        },
        footer = {
            "",
            "Examples:",
            "  imprint evaluate birds.imprint --data test",
            "  imprint evaluate birds.imprint --data test --open-set no-birds",
            "  imprint evaluate --train train.h5 --test test.h5 --recipe paper --k 20"
        })
public final class EvaluateCommand implements Callable<Integer> {

    private static final List<String> OF_CLASSIFIER = List.of(
            "--data",
            "--split",
            "--open-set",
            "--exclude",
            "--reliability",
            "--backbone",
            "--any-backbone",
            "--no-cache");
    private static final List<String> OF_HEAD =
            List.of("--train", "--test", "--recipe", "--k", "--seed", "--semantics", "--lambda", "--allow-overlap");

    @Mixin
    private ClassifierEvaluation classifier;

    @Mixin
    private HeadEvaluation head;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (classifier.isAsked()) {
            refuse(List.of("--train", "--test"), "embeddings files alone; a classifier's FILE goes with --data");
            refuse(OF_HEAD, "--train and --test; a classifier has its own recipe");
            return classifier.run(json);
        }
        refuse(OF_CLASSIFIER, "a classifier's FILE");
        if (head.named().size() < 2) {
            throw new ImprintException("imprint evaluate needs FILE and --data, or --train and --test, was given "
                    + (head.named().isEmpty()
                            ? "neither"
                            : "only " + head.named().get(0)));
        }
        return head.run(json);
    }

    /** An option of the other way would mean nothing, and is not passed over. */
    private void refuse(List<String> names, String where) {
        for (String name : names) {
            OptionSpec option = spec.findOption(name);
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ImprintException(name + " goes with " + where);
            }
        }
    }
}
