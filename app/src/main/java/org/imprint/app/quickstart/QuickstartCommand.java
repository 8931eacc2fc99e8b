package org.imprint.app.quickstart;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imprint.app.option.BadImageOption;
import org.imprint.app.option.ColourCheck;
import org.imprint.app.option.RecipeOptions;
import org.imprint.app.option.RidgeOption;
import org.imprint.app.output.LeftOutReport;
import org.imprint.app.output.Output;
import org.imprint.app.process.Workers;
import org.imprint.app.text.ProgressLine;
import org.imprint.app.text.TextTable;
import org.imprint.core.Checks;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.text.Digits;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.Split;
import org.imprint.vision.data.TrainTest;
import org.imprint.vision.dataset.NamedData;
import org.imprint.vision.embed.BadImagesException;
import org.imprint.vision.embed.KeptEmbeddings;
import org.imprint.vision.install.BackboneNames;
import org.imprint.vision.source.BundledSample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows imprinting on real images: the bundled ones, or the user's own. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = "Imprints the published recipes on images and writes a page with the outcome.",
        footer = {
            "",
            "FOLDER holds one sub-folder of images per class, or train/ and test/ with such sub-folders,",
            "or IDX files. Without train/ and test/ a third of each class is kept for testing.",
            "Example: imprint quickstart --backbone mobilenet.onnx --data photos --out result"
        })
public final class QuickstartCommand implements Callable<Integer> {

    private static final double TEST_FRACTION = 1 / 3.0;

    @Output(Output.Kind.FOLDER)
    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "imprint-quickstart",
            description = "Folder for page and pictures. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--backbone",
            paramLabel = "NAME-or-FILE",
            description = "Installed backbone, or FILE.onnx with FILE.json beside it. Default: the bundled one.")
    private String backbone;

    @Option(names = "--data", paramLabel = "FOLDER", description = "Own images. Default: the bundled digits.")
    private Path data;

    @Option(
            names = "--k",
            paramLabel = "K",
            defaultValue = "20",
            description = "Proxies per class of the k-means recipe. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = RecipeOptions.DEFAULT_SEED,
            description = "Seed, in [0, 4294967295]. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private RidgeOption ridges;

    @Mixin
    private BadImageOption badImages;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Quickstart.Choice choice =
                new Quickstart.Choice(Checks.inRange("--k", k, 1, ProxyGenerator.MAX_K), seed, ridges.rule());
        long start = System.nanoTime();
        try (Backbone model = BackboneNames.open(Optional.ofNullable(backbone), Optional.empty());
                Workers workers = new Workers(Workers.available())) {
            Quickstart.Images images = images();
            tellOfValidation(images.halves());
            Optional<String> warning = backbone == null
                    ? ColourCheck.warning(model, images.halves().train())
                    : Optional.empty();
            warning.ifPresent(w -> spec.commandLine().getErr().println("imprint: warning: " + w));
            KeptEmbeddings kept = new KeptEmbeddings(out, dataSet(), badImages.choice());
            QuickstartResult result;
            try (ProgressLine progress =
                    new ProgressLine(spec.commandLine().getErr(), "images embedded", ProgressLine.onTerminal())) {
                result = new Quickstart(choice, model, images, kept, workers.parallel()).run(progress::done);
            }
            print(result);
            write(result);
            tell(images, kept);
        } catch (BadImagesException e) {
            throw BadImageOption.stopped(e, names());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        spec.commandLine().getOut().printf(Locale.ROOT, "Done in %.1f s.%n", (System.nanoTime() - start) / 1e9);
        return 0;
    }

    private Quickstart.Images images() {
        return data == null
                ? new Quickstart.Images(BundledSample.NAME, backbone == null, BundledSample.open())
                : new Quickstart.Images(data.toString(), false, new NamedData(data).openBoth(TEST_FRACTION, seed));
    }

    /** Nobody who gave a validation split should take its accuracies for those of a test. */
    private void tellOfValidation(TrainTest halves) {
        Path judged = Path.of(halves.test().name()).getFileName();
        if (data != null && judged != null && Split.find(judged.toString()).equals(Optional.of(Split.VALIDATION))) {
            spec.commandLine()
                    .getErr()
                    .println("imprint: " + data + " has no test split: accuracies are those of "
                            + halves.test().name());
        }
    }

    private Path names() {
        return out.resolve("left-out.txt");
    }

    private String dataSet() {
        return data == null
                ? BundledSample.NAME
                : Objects.toString(data.toAbsolutePath().normalize().getFileName(), "data");
    }

    private void tell(Quickstart.Images images, KeptEmbeddings kept) {
        PrintWriter to = spec.commandLine().getOut();
        kept.files().forEach(f -> to.println("Embeddings: " + f));
        LeftOut leftOut = images.leftOut().and(kept.skipped());
        String line = LeftOutReport.write(leftOut, names());
        if (!line.isEmpty()) {
            to.println(line);
        }
    }

    private void print(QuickstartResult result) {
        PrintWriter to = spec.commandLine().getOut();
        QuickstartResult.Setting s = result.setting();
        to.printf(
                Locale.ROOT,
                "%s, %d classes%s %s%s: %,d images imprinted, %,d answered.%n%n",
                s.data(),
                s.classNames().size(),
                s.unseen() ? " that" : ", backbone",
                s.backbone(),
                s.unseen() ? " never saw" : "",
                s.trainCount(),
                s.testCount());
        TextTable table =
                new TextTable("recipe", "NORMpre", "GEN", "NORMpost", "NORMinf", "AGG", "accuracy, %", "time, ms");
        for (QuickstartResult.RecipeLine r : result.recipes()) {
            table.row(
                    r.title(),
                    r.pre(),
                    r.gen(),
                    r.post(),
                    r.inf(),
                    r.agg(),
                    Digits.fixed(100 * r.accuracy(), 1),
                    Digits.fixed(1000 * r.seconds(), 0));
        }
        table.lines().forEach(to::println);
        result.leftOut().ifPresent(why -> to.println("\n" + why + "."));
        to.println();
        TextTable curve = new TextTable(header(result.curve().lines().get(0)));
        for (QuickstartResult.Curve.Line line : result.curve().lines()) {
            curve.row(cells(line));
        }
        curve.lines().forEach(to::println);
        to.println();
    }

    private static String[] header(QuickstartResult.Curve.Line line) {
        String[] cells = new String[1 + line.k().size()];
        cells[0] = "accuracy, % at k";
        for (int i = 0; i < line.k().size(); i++) {
            cells[1 + i] = Integer.toString(line.k().get(i));
        }
        return cells;
    }

    private static String[] cells(QuickstartResult.Curve.Line line) {
        String[] cells = new String[1 + line.k().size()];
        cells[0] = line.title();
        for (int i = 0; i < line.accuracy().size(); i++) {
            cells[1 + i] = Digits.fixed(100 * line.accuracy().get(i), 1);
        }
        return cells;
    }

    private void write(QuickstartResult result) throws IOException {
        new QuickstartFiles(out).write(result);
        Path page = out.resolve(QuickstartFiles.PAGE);
        spec.commandLine()
                .getOut()
                .println("Page: " + page + " (" + Files.size(page) / 1024 + " kB), pictures beside it.");
    }
}
