package org.imprint.app.collapse;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.imprint.app.option.MemoryBound;
import org.imprint.app.option.MergeOption;
import org.imprint.app.output.Output;
import org.imprint.app.process.Sessions;
import org.imprint.app.process.Version;
import org.imprint.app.process.Workers;
import org.imprint.app.text.ProgressLine;
import org.imprint.core.Checks;
import org.imprint.lab.result.Session;
import org.imprint.lab.run.ClassesAtHand;
import org.imprint.lab.run.SweepJob;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.change.KnownClasses;
import org.imprint.lab.sweep.change.MergedClasses;
import org.imprint.lab.sweep.file.CollapseFile;
import org.imprint.study.collapse.CollapseRun;
import org.imprint.study.collapse.CollapseStore;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.DataSetRoot;
import org.imprint.vision.dataset.DataSets;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how far the classes of embeddings have collapsed. */
@Command(
        name = "collapse",
        mixinStandardHelpOptions = true,
        description = {
            "Measures neural collapse of embeddings of unit length: NC1, VCI, traces and ranks of the covariances within and"
                    + " between classes, by the textbook and as the published code computes them.",
            "Exit code 1 if a measurement failed."
        },
        footer = {
            "",
            "Examples:",
            "  imprint collapse --data . --backbone resnet18 --dataset MNIST --json",
            "  imprint collapse --data . --backbone swin_b --dataset MNIST+MNIST-M+USPS+SVHN --remapping combined",
            "  imprint collapse configs/paper/collapse.yaml --data . --store results"
        })
public final class CollapseCommand implements Callable<Integer> {

    @ArgGroup(multiplicity = "1")
    private CollapseOptions what;

    @Mixin
    private MergeOption merge;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder with embeddings/DATASET/BACKBONE/SPLIT/….h5. Default: the current one.")
    private Path data;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "Whose rows: train, val or test. Default: the first of them that is there.")
    private Split split;

    @Output(Output.Kind.FOLDER)
    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Result store that keeps the measurements; what it has is not measured again.")
    private Path store;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description =
                    "Bound of rows kept for several remappings of one file, such as 1GiB. Default: half of the heap.")
    private MemoryBound memory;

    @Option(names = "--workers", paramLabel = "N", description = "Threads. Default: one per processor.")
    private Integer workers;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Optional<CollapseFile> file = what.file();
        List<CollapseChoice> choices = choices(file).stream()
                .map(c -> split == null ? c : c.withSplit(split.wireName()))
                .toList();
        int threads = workers == null
                ? file.map(f -> f.run().workers().orElse(Workers.available())).orElse(Workers.available())
                : Checks.inRange("--workers", workers, 1, 1024);
        CollapseOutcomes outcomes = measure(file, choices, threads);
        new CollapsePrinter(spec.commandLine().getOut(), spec.commandLine().getErr()).print(outcomes, json);
        return outcomes.failures().isEmpty() ? 0 : 1;
    }

    private List<CollapseChoice> choices(Optional<CollapseFile> file) {
        Optional<MergedClasses> merged = merge.merged();
        Checks.require(merged.isEmpty() || file.isEmpty(), "--merge-classes needs --backbone and --dataset", "a file");
        KnownClasses known = new ClassesAtHand(new EmbeddingInputs(data), DataSets.at(DataSetRoot.or(null)));
        return file.map(CollapseFile::choices).orElseGet(() -> what.choices(merged, known));
    }

    private CollapseOutcomes measure(Optional<CollapseFile> file, List<CollapseChoice> choices, int threads) {
        Optional<Path> dir = Optional.ofNullable(store)
                .or(() -> file.flatMap(f -> f.run().output()).map(Path::of));
        PrintWriter err = spec.commandLine().getErr();
        try (Workers pool = new Workers(threads);
                ProgressLine progress = new ProgressLine(err, "measurements", ProgressLine.onTerminal())) {
            CollapseRun run = new CollapseRun(data, keptBytes(file), pool.parallel());
            if (dir.isEmpty()) {
                CollapseOutcomes outcomes = new CollapseOutcomes(
                        choices.size(),
                        r -> {},
                        key -> {
                            throw new IllegalStateException(key.name() + " is known without a store");
                        },
                        progress::done);
                run.run(choices, Set.of(), outcomes);
                return outcomes;
            }
            EmbeddingInputs.Identified inputs = new EmbeddingInputs(data)
                    .identify(run.files(choices), SweepJob.digests(dir.get()), pool.parallel());
            Session session = Sessions.here("collapse " + what.describe(), Version.current(), 0);
            try (CollapseStore kept = CollapseStore.open(dir.get(), inputs.files(), session)) {
                inputs.remember().run();
                CollapseOutcomes outcomes =
                        new CollapseOutcomes(choices.size(), kept::append, kept::result, progress::done);
                run.on(inputs).run(choices, kept.known(), outcomes);
                return outcomes;
            }
        }
    }

    private long keptBytes(Optional<CollapseFile> file) {
        if (memory != null) {
            return memory.bytes();
        }
        return file.map(f -> f.run().memoryBytes()).filter(m -> m.isPresent()).stream()
                .mapToLong(m -> m.getAsLong())
                .findFirst()
                .orElse(Runtime.getRuntime().maxMemory() / 2);
    }
}
