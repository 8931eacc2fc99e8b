package org.imprint.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imprint.app.BackboneNames;
import org.imprint.app.Workers;
import org.imprint.app.text.ProgressLine;
import org.imprint.app.text.TextTable;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.SampleSources;
import org.imprint.vision.data.Split;
import org.imprint.vision.embed.Embedder;
import org.imprint.vision.store.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Embeds labelled images into an HDF5 file; goes on where an interrupted run ended. */
@Command(
        name = "embed",
        mixinStandardHelpOptions = true,
        description =
                "Embeds a folder of images or an IDX file into an HDF5 file. Run it again to go on after a break.",
        footer = {"", "Example: imprint embed --backbone mobilenet.onnx --data photos --out photos.h5"})
public final class EmbedCommand implements Callable<Integer> {

    @Option(
            names = "--backbone",
            paramLabel = "NAME-or-FILE",
            description = "Installed backbone, or FILE.onnx with FILE.json beside it. Default: the bundled one.")
    private String backbone;

    @Option(names = "--descriptor", paramLabel = "FILE.json", description = "Descriptor that does not lie beside it.")
    private Path descriptor;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            required = true,
            description = "Folder with one sub-folder per class, folder with IDX files, or an IDX images file.")
    private Path data;

    @Option(names = "--out", paramLabel = "FILE.h5", required = true, description = "The file to write.")
    private Path out;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            defaultValue = "train",
            description = "train or test, where the data has both. Default: ${DEFAULT-VALUE}.")
    private String split;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "float32",
            description = "float32 or float16 storage. Default: ${DEFAULT-VALUE}.")
    private String precision;

    @Option(names = "--workers", paramLabel = "N", description = "Threads. Default: one per processor.")
    private Integer workers;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Split half = Split.of(split);
        Precision stored = Precision.of(precision);
        try (Backbone model = open();
                SampleSource source = SampleSources.open(data, half)) {
            Embedder embedder = Embedder.of(model).withWorkers(workers == null ? Workers.available() : workers);
            long start = System.nanoTime();
            try (ProgressLine progress = new ProgressLine(err, "images", ProgressLine.onTerminal())) {
                embedder.embed(source, out, dataName(), half.wireName(), stored, progress::done);
            }
            print(model, source, (System.nanoTime() - start) / 1e9);
        }
        return 0;
    }

    private Backbone open() {
        return BackboneNames.open(Optional.ofNullable(backbone), Optional.ofNullable(descriptor));
    }

    private String dataName() {
        return data.toAbsolutePath().normalize().getFileName().toString();
    }

    private void print(Backbone model, SampleSource source, double seconds) {
        TextTable table = new TextTable("samples", "classes", "source", "backbone", "dimension", "seconds", "images/s");
        table.row(
                Integer.toString(source.size()),
                Integer.toString(source.classNames().size()),
                source.name(),
                model.descriptor().name(),
                Integer.toString(model.dimension()),
                String.format(Locale.ROOT, "%.1f", seconds),
                String.format(Locale.ROOT, "%.0f", source.size() / seconds));
        table.lines().forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().println("Written: " + out);
    }
}
