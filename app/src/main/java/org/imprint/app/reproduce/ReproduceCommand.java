package org.imprint.app.reproduce;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imprint.app.option.CsvOption;
import org.imprint.app.option.RidgeOption;
import org.imprint.app.output.Output;
import org.imprint.app.process.Sessions;
import org.imprint.app.process.Version;
import org.imprint.app.process.Workers;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.lab.plan.CostModel;
import org.imprint.lab.run.Calibration;
import org.imprint.study.reproduce.ReproduceOptions;
import org.imprint.study.reproduce.Reproduction;
import org.imprint.study.reproduce.ReproductionResult;
import org.imprint.study.reproduce.need.Estimate;
import org.imprint.study.reproduce.need.Needs;
import org.imprint.study.reproduce.need.Surroundings;
import org.imprint.study.reproduce.section.Section;
import org.imprint.vision.dataset.DataSetRoot;
import org.imprint.vision.dataset.DataSets;
import org.imprint.vision.fetch.Downloader;
import org.imprint.vision.install.BackboneNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reproduces sections of the paper. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description = {
            "Reproduces sections of the paper: says what is needed, gets and embeds what is missing, runs, analyses, draws,"
                    + " and sets the figures beside the published ones.",
            "Exit code 1 if something could not be had or done; the rest is done."
        },
        footer = {
            "",
            "Sections: previous-methods, 5.1-aggregation-fixed, 5.1-aggregation-focus, figure-6, 5.2, 5.3-imagenet,",
            "5.3-combidigits, 5.3-others, collapse.",
            "Examples:",
            "  imprint reproduce all --quick --out quick",
            "  imprint reproduce previous-methods --data imprint-data --dry-run"
        })
public final class ReproduceCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SECTION", arity = "1..*", description = "Sections, or all.")
    private List<String> sections;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "Folder of embeddings; the data sets' files lie there too. Default: $IMPRINT_DATA or imprint-data.",
                "With --quick: folder whose embeddings small parts are taken of. Default: the bundled digits."
            })
    private Path data;

    @Output(Output.Kind.FOLDER)
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for store, tables, figures, report and page. Default: imprint-reproduction,"
                    + " with --quick imprint-reproduction-quick.")
    private Path out;

    @Option(
            names = "--quick",
            description = "Every step in small, in under two minutes: on the bundled digits, or on --data.")
    private boolean quick;

    @Option(names = "--dry-run", description = "Say what is needed and how long it will take; do nothing.")
    private boolean dryRun;

    @Option(
            names = "--semantics",
            paramLabel = "NAME",
            defaultValue = "corrected",
            description = "corrected, or reference for the published code's numbers. Default: ${DEFAULT-VALUE}.")
    private Semantics semantics;

    @Mixin
    private RidgeOption ridges;

    @Option(names = "--workers", paramLabel = "N", description = "Threads. Default: one per processor.")
    private Integer workers;

    @Mixin
    private CsvOption csv;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        List<Section> wanted = Section.parse(sections);
        int threads = workers == null ? Workers.available() : Checks.inRange("--workers", workers, 1, 1024);
        ReproduceOptions options = new ReproduceOptions(
                out == null ? Path.of(quick ? "imprint-reproduction-quick" : "imprint-reproduction") : out,
                semantics,
                ridges.rule(),
                threads,
                Sessions.here(
                        "reproduce " + String.join(" ", sections) + (quick ? " --quick" : ""), Version.current(), 0),
                csv.form());
        Checks.require(
                !quick || data == null || Files.isDirectory(data),
                "--data with --quick must be a folder of embeddings that is there",
                data);
        PrintWriter lines = spec.commandLine().getOut();
        if (dryRun) {
            tellNeeds(wanted, options, true);
            return 0;
        }
        if (!quick) {
            tellNeeds(wanted, options, false);
        }
        ReproductionResult result;
        ReproductionLines told = new ReproductionLines(lines, spec.commandLine().getErr());
        try (Workers pool = new Workers(threads);
                told) {
            Reproduction reproduction = new Reproduction(options, pool.parallel(), told);
            result = quick
                    ? reproduction.quick(wanted, Optional.ofNullable(data))
                    : reproduction.full(wanted, surroundings(), Downloader.standard());
        }
        told.print(result);
        return result.complete() ? 0 : 1;
    }

    private Surroundings surroundings() {
        Path root = DataSetRoot.or(data);
        return new Surroundings(root, DataSets.at(root), BackboneNames.home());
    }

    private void tellNeeds(List<Section> wanted, ReproduceOptions options, boolean withTime) {
        NeedLines lines = new NeedLines(spec.commandLine().getOut());
        if (quick) {
            spec.commandLine()
                    .getOut()
                    .println("Nothing is needed: --quick takes "
                            + (data == null
                                    ? "the bundled digits."
                                    : "small parts of the embeddings below " + data
                                            + ", or the bundled digits if there are none."));
            return;
        }
        Surroundings around = surroundings();
        lines.print(Needs.of(wanted, around));
        if (withTime) {
            CostModel rates = Calibration.measure();
            lines.print(
                    wanted.stream()
                            .map(s -> Estimate.of(s, around, options.semantics(), rates))
                            .toList(),
                    options.workers());
        }
        spec.commandLine().getOut().println();
    }
}
