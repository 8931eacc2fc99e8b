package org.imprint.app.embed;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imprint.app.option.BadImageOption;
import org.imprint.app.option.ColourCheck;
import org.imprint.app.option.ExcludeOption;
import org.imprint.app.output.LeftOutReport;
import org.imprint.app.output.OutputPlaces;
import org.imprint.app.process.StopOnSignal;
import org.imprint.app.process.Workers;
import org.imprint.app.text.ProgressLine;
import org.imprint.core.Checks;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.NamedData;
import org.imprint.vision.embed.BadImagesException;
import org.imprint.vision.embed.Embedder;
import org.imprint.vision.embed.EmbeddingPass;
import org.imprint.vision.embed.Existing;
import org.imprint.vision.embed.Origin;
import org.imprint.vision.embed.PassResult;
import org.imprint.vision.embed.Target;
import org.imprint.vision.install.Backbones;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.OtherContentException;
import org.imprint.vision.store.Precision;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Embeds labelled images into HDF5 files, one for each backbone; goes on where an interrupted run ended. */
@Command(
        name = "embed",
        mixinStandardHelpOptions = true,
        description = {
            "Embeds images into HDF5 files, one for each backbone; every image is decoded once.",
            "Run it again to go on after a break: rows wait in NAME.h5.part until all are there, and are kept for images"
                    + " whose content is the same. A finished file that holds what would be written is kept."
        },
        footer = {
            "",
            "Examples:",
            "  imprint embed --backbone mobilenet.onnx --data photos --out photos.h5",
            "  imprint embed --backbones resnet18.onnx,vit_b_16.onnx --data photos --split test --out-dir .",
            "  imprint embed --data mnist --classes 0,3,8 --limit 300 --precision float16 --out few.h5"
        })
public final class EmbedCommand implements Callable<Integer> {

    /** Exit code of what a signal has stopped, as of a shell's SIGINT. */
    private static final int STOPPED = 130;

    @ArgGroup
    private BackboneOptions backbones = new BackboneOptions();

    @Option(
            names = "--descriptor",
            paramLabel = "FILE.json",
            description = "Descriptor of --backbone that does not lie beside it.")
    private Path descriptor;

    @Option(
            names = "--data",
            paramLabel = "PATH-or-NAME",
            required = true,
            description = {
                "Folder with one sub-folder per class, folder with IDX files, an IDX images file,",
                "or a data set of the paper, as imprint dataset list names it."
            })
    private Path data;

    @ArgGroup(multiplicity = "1")
    private OutputOptions output;

    @Mixin
    private SampleOptions samples;

    @Mixin
    private ExcludeOption exclude;

    @Mixin
    private BadImageOption badImages;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "float32",
            description = "float32, or float16 for half the disk and three decimal digits. Default: ${DEFAULT-VALUE}.")
    private Precision precision;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "" + Embedder.DEFAULT_BATCH,
            description =
                    "Images per inference, in [1, 4096]; the last bits may depend on it. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(names = "--workers", paramLabel = "N", description = "Threads. Default: one per processor.")
    private Integer workers;

    @Option(
            names = "--batch-seconds",
            paramLabel = "N",
            description = "Longest time for one batch, in [1, 86400]; a model that takes longer is stopped."
                    + " Default: 30 for each of its images.")
    private Integer batchSeconds;

    @Option(
            names = "--overwrite",
            description =
                    "Write anew what is there, finished or begun, whatever it holds. Default: refuse other contents.")
    private boolean overwrite;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Split split = samples.split();
        badImages.choice();
        Checks.inRange("--batch", batch, 1, 4096);
        int threads = workers == null ? Workers.available() : Checks.inRange("--workers", workers, 1, 1024);
        output.require(backbones);
        Checks.require(descriptor == null || backbones.single(), "--descriptor needs --backbone", "without");
        NamedData named = new NamedData(data);
        Origin origin = new Origin(output.dataSet(samples.dataSet(data)), named.splitName(split));
        try (Backbones models = open();
                SampleSource source = ExcludeOption.without(exclude.list(), named.open(split))) {
            List<Target> targets = new ArrayList<>();
            for (Backbone model : models.list()) {
                targets.add(new Target(limit(model), output.file(origin, model)));
            }
            SampleSource chosen = samples.choose(source);
            Optional<String> warning = warn(chosen, models);
            long start = System.nanoTime();
            Optional<PassResult> result = embed(targets, chosen, origin, threads);
            if (result.isEmpty()) {
                return STOPPED;
            }
            EmbedReport report = new EmbedReport(
                    chosen,
                    origin,
                    result.get(),
                    chosen.leftOut().and(result.get().leftOut()),
                    warning,
                    (System.nanoTime() - start) / 1e9);
            if (json) {
                report.printJsonTo(spec.commandLine().getOut());
            } else {
                report.printTo(spec.commandLine().getOut());
            }
        }
        return 0;
    }

    /** Returns nothing if a signal has stopped the work, and says so before the process ends. */
    private Optional<PassResult> embed(List<Target> targets, SampleSource chosen, Origin origin, int threads) {
        PrintWriter err = spec.commandLine().getErr();
        OutputPlaces places =
                OutputPlaces.ofFiles(targets.stream().map(Target::file).toList());
        StopOnSignal signal = StopOnSignal.waiting();
        signal.stops(Thread.currentThread()::interrupt);
        try (places;
                ProgressLine progress = new ProgressLine(err, "images", ProgressLine.onTerminal())) {
            return Optional.of(new EmbeddingPass(targets, batch, threads)
                    .run(
                            chosen,
                            origin,
                            precision,
                            overwrite ? Existing.REPLACE : Existing.KEEP,
                            badImages.choice(),
                            progress::done));
        } catch (BadImagesException e) {
            throw BadImageOption.stopped(e, LeftOutReport.fileFor(targets.get(0).file()));
        } catch (OtherContentException e) {
            throw new DataException(e.getMessage() + "\nGive --overwrite to write it anew.", e);
        } catch (InterruptedException e) {
            err.println("imprint: stopped; what is done waits in "
                    + EmbeddingWriter.partOf(targets.get(0).file()) + (targets.size() > 1 ? ", …" : "")
                    + ", and the same command goes on from there");
            return Optional.empty();
        } finally {
            signal.close();
        }
    }

    private Optional<String> warn(SampleSource chosen, Backbones models) {
        Optional<String> warning =
                backbones.isDefault() ? ColourCheck.warning(models.list().get(0), chosen) : Optional.empty();
        warning.ifPresent(w -> spec.commandLine().getErr().println("imprint: warning: " + w));
        return warning;
    }

    private Backbone limit(Backbone model) {
        return batchSeconds == null
                ? model
                : model.withTimeLimit(Duration.ofSeconds(Checks.inRange("--batch-seconds", batchSeconds, 1, 86_400)));
    }

    private Backbones open() {
        return descriptor == null
                ? Backbones.open(backbones.names())
                : Backbones.of(Backbone.open(Path.of(backbones.names().get(0)), BackboneDescriptor.read(descriptor)));
    }
}
