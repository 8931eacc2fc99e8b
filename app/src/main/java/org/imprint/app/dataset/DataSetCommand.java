package org.imprint.app.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.imprint.app.output.LeftOutReport;
import org.imprint.app.output.Output;
import org.imprint.app.output.OutputPlaces;
import org.imprint.app.text.ProgressLine;
import org.imprint.app.text.Terminal;
import org.imprint.app.text.TextTable;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.ContactSheet;
import org.imprint.vision.dataset.DataSetCard;
import org.imprint.vision.dataset.DataSetRoot;
import org.imprint.vision.dataset.DataSets;
import org.imprint.vision.dataset.FileState;
import org.imprint.vision.dataset.Inspection;
import org.imprint.vision.dataset.NamedData;
import org.imprint.vision.fetch.DownloadException;
import org.imprint.vision.fetch.Downloader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The paper's data sets: which there are, getting them, looking at them, checking them. */
@Command(
        name = "dataset",
        mixinStandardHelpOptions = true,
        description = "Lists, fetches, inspects and verifies the paper's data sets.",
        synopsisSubcommandLabel = "list|fetch|inspect|verify",
        footer = {
            "",
            "Files lie in a folder per data set below --root, by default $IMPRINT_DATA or imprint-data.",
            "Example: imprint dataset fetch FashionMNIST"
        })
public final class DataSetCommand implements Runnable {

    private static final int SHOWN = 10;

    @Spec
    private CommandSpec spec;

    /** Shows the help: {@code imprint dataset} alone is a question. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private DataSets at(Path root) {
        return DataSets.at(DataSetRoot.or(root));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Says which data sets there are.")
    int list(
            @Option(names = "--root", paramLabel = "DIR", description = "Folder of the data sets.") Path root,
            @Option(names = "--json", description = "Print JSON instead of a table.") boolean json) {
        List<DataSetCard> cards = at(root).cards();
        if (json) {
            ArrayNode all = new ObjectMapper().createArrayNode();
            for (DataSetCard card : cards) {
                all.addObject()
                        .put("name", card.name())
                        .put("classes", card.classes())
                        .put("train", card.trainSize())
                        .put("test", card.testSize())
                        .put("images", card.images())
                        .put("licence", card.terms().licence())
                        .put("page", card.terms().page().toString())
                        .put("downloadable", card.terms().downloadable());
            }
            out().println(all.toPrettyString());
            return 0;
        }
        TextTable table = new TextTable("data set", "classes", "train", "test", "images", "licence");
        for (DataSetCard card : cards) {
            table.row(
                    card.name(),
                    count(card.classes()),
                    count(card.trainSize()),
                    count(card.testSize()),
                    card.images(),
                    card.terms().licence());
        }
        table.lines().forEach(out()::println);
        return 0;
    }

    @Command(
            name = "fetch",
            mixinStandardHelpOptions = true,
            description = "Downloads the official files, or takes them from a folder, and checks their digests.")
    int fetch(
            @Parameters(paramLabel = "NAME", description = "Data set, as imprint dataset list names it.") String name,
            @Option(names = "--root", paramLabel = "DIR", description = "Folder of the data sets.") Path root,
            @Option(names = "--from", paramLabel = "DIR", description = "Folder that has the files already.")
                    Path from) {
        DataSets sets = at(root);
        OutputPlaces places = OutputPlaces.ofFolder(DataSetRoot.or(root));
        try (places) {
            return from == null ? download(sets, name) : states(sets.fetchFrom(name, from));
        }
    }

    private int download(DataSets sets, String name) {
        try (ProgressLine progress =
                new ProgressLine(spec.commandLine().getErr(), "bytes", ProgressLine.onTerminal())) {
            return states(sets.fetch(
                    name,
                    Downloader.standard()
                            .withProgress((file, done, total) -> progress.done(done, total.orElse(done)))));
        } catch (DownloadException e) {
            throw new DataException(
                    e.getMessage() + "\nFiles that are here already are taken with: imprint dataset fetch " + name
                            + " --from DIR",
                    e);
        }
    }

    @Command(
            name = "inspect",
            mixinStandardHelpOptions = true,
            description = "Counts a split's classes, says what is left out, and draws a contact sheet.")
    int inspect(
            @Parameters(
                            paramLabel = "NAME-or-PATH",
                            description = "Data set, as imprint dataset list names it, or a folder of images.")
                    String name,
            @Option(names = "--root", paramLabel = "DIR", description = "Folder of the data sets.") Path root,
            @Option(names = "--split", paramLabel = "NAME", defaultValue = "train", description = "train, test or val.")
                    Split split,
            @Output(Output.Kind.FILE)
                    @Option(
                            names = "--sheet",
                            paramLabel = "FILE.png",
                            description = "Where to draw the contact sheet.")
                    Path sheet,
            @Option(names = "--json", description = "Print JSON instead of a table.") boolean json) {
        Inspection found;
        LeftOut leftOut;
        try (SampleSource source = open(name, at(root), split)) {
            if (sheet != null) {
                ContactSheet.STANDARD.write(source, sheet);
            }
            found = Inspection.of(source);
            leftOut = source.leftOut();
        }
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.put("name", name).put("split", split.wireName()).put("samples", found.size());
            object.put("width", found.width()).put("height", found.height());
            ArrayNode classes = object.putArray("classes");
            found.classes()
                    .forEach(c -> classes.addObject()
                            .put("label", c.label())
                            .put("name", c.name())
                            .put("samples", c.samples()));
            LeftOutReport.addTo(object, leftOut);
            out().println(object.toPrettyString());
            return 0;
        }
        out().printf(
                        Locale.ROOT,
                        "%s, %s: %,d samples, the first %d × %d; first ids %s%n%n",
                        name,
                        split.wireName(),
                        found.size(),
                        found.width(),
                        found.height(),
                        String.join(", ", found.firstIds()));
        TextTable table = new TextTable("label", "class", "samples");
        found.classes().forEach(c -> table.row(count(c.label()), c.name(), count(c.samples())));
        table.lines().forEach(out()::println);
        if (sheet != null) {
            out().println("Contact sheet: " + sheet);
        }
        if (!leftOut.isEmpty()) {
            out().println(LeftOutReport.line(leftOut));
            leftOut.items().stream().limit(SHOWN).forEach(i -> out().println("  " + Terminal.oneLine(i.toString())));
            if (leftOut.items().size() > SHOWN) {
                out().println("  … (all with --json)");
            }
        }
        return 0;
    }

    private static SampleSource open(String name, DataSets sets, Split split) {
        Path path = Path.of(name);
        return Files.exists(path) ? new NamedData(path, sets).open(split) : sets.open(name, split);
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks length and digest of every official file; exit code 1 if one is missing or wrong.")
    int verify(
            @Parameters(paramLabel = "NAME", description = "Data set, as imprint dataset list names it.") String name,
            @Option(names = "--root", paramLabel = "DIR", description = "Folder of the data sets.") Path root) {
        return states(at(root).verify(name));
    }

    private int states(List<FileState> states) {
        TextTable table = new TextTable("data set", "file", "state", "what is wrong");
        for (FileState state : states) {
            table.row(
                    state.dataSet(),
                    state.file().toString(),
                    state.status().name().toLowerCase(Locale.ROOT),
                    state.detail());
        }
        table.lines().forEach(out()::println);
        return states.stream().allMatch(FileState::isUsable) ? 0 : 1;
    }

    private static String count(int n) {
        return Integer.toString(n);
    }
}
