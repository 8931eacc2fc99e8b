package org.imprint.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.imprint.app.option.CsvOption;
import org.imprint.app.output.Output;
import org.imprint.core.Checks;
import org.imprint.core.Named;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.paper.EmbeddingMap;
import org.imprint.study.figure.paper.PaperFigures;
import org.imprint.study.map.MapChoice;
import org.imprint.study.map.MapColour;
import org.imprint.study.map.MapRows;
import org.imprint.vision.data.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws embeddings in two dimensions. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = "Draws embeddings in two dimensions, coloured by class or data set, as SVG, PDF, PNG and CSV.",
        footer = {
            "",
            "Examples:",
            "  imprint map --data . --backbone resnet18 --dataset MNIST --out maps",
            "  imprint map --data . --backbone resnet18 --dataset MNIST+USPS --class 3 --method tsne --out maps"
        })
public final class MapCommand implements Callable<Integer> {

    private static final double USUAL_PERPLEXITY = 30;
    private static final int LEAST_FOR_TSNE = 8;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder with embeddings/DATASET/BACKBONE/SPLIT/….h5. Default: the current one.")
    private Path data;

    @Option(
            names = "--backbone",
            required = true,
            paramLabel = "NAME",
            description = "Backbone that made the embeddings.")
    private String backbone;

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "NAME[+NAME…]",
            description = "Data set, or several in one map: MNIST+USPS.")
    private String dataSets;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            defaultValue = "test",
            description = "Whose rows: train, test or val. Default: ${DEFAULT-VALUE}.")
    private Split split;

    @Option(
            names = "--class",
            paramLabel = "LABEL",
            split = ",",
            description = "Classes shown, by name or label; several with commas. Default: all.")
    private List<String> classes = List.of();

    @Option(
            names = "--color",
            paramLabel = "WHAT",
            description = "class or source, the data set. Default: source for several data sets, else class.")
    private MapColour colour;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "pca",
            description = "pca, or tsne (Barnes-Hut, perplexity 30, or less for few rows). Default: ${DEFAULT-VALUE}.")
    private Method method;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Rows at most, sampled evenly from all classes. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of the sample and of t-SNE. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Output(Output.Kind.FOLDER)
    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write; made if it does not exist.")
    private Path out;

    @Mixin
    private CsvOption csv;

    @Spec
    private CommandSpec spec;

    private enum Method implements Named {
        PCA("pca"),
        TSNE("tsne");

        private final String wireName;

        Method(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    @Override
    public Integer call() throws IOException {
        List<String> sources = Arrays.asList(dataSets.split("\\+", -1));
        MapChoice choice = new MapChoice(backbone, sources, split.wireName(), classes, colour(sources), limit, seed);
        MapRows rows = MapRows.read(data, choice);
        Figure figure = PaperFigures.map(map(rows));
        String sample = String.format(
                Locale.ROOT,
                " %s of %s, split %s, %scoloured by %s; %,d of %,d rows%s.",
                backbone,
                String.join(" and ", sources),
                split.wireName(),
                classes.isEmpty() ? "" : (classes.size() == 1 ? "class " : "classes ") + listed() + ", ",
                choice.colour() == MapColour.CLASS ? "class" : "data set",
                rows.labels().size(),
                rows.available(),
                rows.labels().size() < rows.available() ? ", sampled evenly from all classes, seed " + seed : "");
        String name = fileName(sources);
        List<Path> files = figure.withCaption(figure.caption() + sample).write(out, name, csv.form());
        spec.commandLine().getOut().println(figure.caption() + sample);
        files.forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private String listed() {
        return String.join(", ", classes);
    }

    /** Maps of other classes or colours have other names, so that none takes the place of another. */
    private String fileName(List<String> sources) {
        List<String> parts = new ArrayList<>(List.of("map", backbone, String.join("-", sources), split.wireName()));
        if (!classes.isEmpty()) {
            parts.add("class-" + String.join("-", classes));
        }
        if (colour != null) {
            parts.add("by-" + colour.wireName());
        }
        parts.add(method.wireName());
        return String.join("-", parts).replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private MapColour colour(List<String> sources) {
        if (colour == null) {
            return sources.size() > 1 ? MapColour.SOURCE : MapColour.CLASS;
        }
        return colour;
    }

    private EmbeddingMap map(MapRows rows) {
        if (method == Method.PCA) {
            return EmbeddingMap.pca(rows.rows(), rows.labels());
        }
        int n = rows.labels().size();
        Checks.require(n >= LEAST_FOR_TSNE, "t-SNE needs at least " + LEAST_FOR_TSNE + " rows", n);
        return EmbeddingMap.tsne(
                rows.rows(), rows.labels(), Math.min(USUAL_PERPLEXITY, Math.floor((n - 2) / 3.0)), seed);
    }
}
