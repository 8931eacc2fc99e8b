package org.imprint.study.reproduce.quick;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.SubsetSource;
import org.imprint.vision.data.TrainTest;
import org.imprint.vision.embed.EmbeddingPass;
import org.imprint.vision.embed.Existing;
import org.imprint.vision.embed.Origin;
import org.imprint.vision.embed.Target;
import org.imprint.vision.source.BundledSample;
import org.imprint.vision.store.EmbeddingPath;
import org.imprint.vision.store.Precision;

/**
 * Makes the embeddings of a quick reproduction: small parts of those that lie below a data folder, or the bundled digits under the
 * bundled backbone.
 *
 * <p>At most ten classes, of each at most 50 rows to train and 25 to test, of each at most 256 coordinates; a data set without company
 * is dealt out to two.
 */
public final class QuickSource {

    private static final String DIGITS = "digits";
    private static final int BATCH = 8;
    private static final int MOST_BACKBONES = 2;
    private static final int MOST_SETS = 2;
    private static final List<String> TEST_SPLITS = List.of("test", "val");

    private final Path root;

    /**
     * Creates a source.
     *
     * @param root where the small embeddings go
     */
    public QuickSource(Path root) {
        this.root = root;
    }

    /**
     * Makes small embeddings from those below a folder; from the bundled digits if there are none.
     *
     * @throws InterruptedException if the thread is interrupted while images are embedded
     */
    public QuickData make(Optional<Path> data, int workers) throws InterruptedException {
        Map<String, List<String>> found = data.map(QuickSource::find).orElse(Map.of());
        if (!found.isEmpty()) {
            return copied(data.orElseThrow(), found);
        }
        String instead = data.map(d -> "There are no embeddings to train and to test below " + d + ", so these are: ")
                .orElse("");
        return bundled(instead, workers);
    }

    /** Returns up to two backbones with the data sets that both have, training and test rows. */
    private static Map<String, List<String>> find(Path data) {
        Map<String, Set<String>> all = new TreeMap<>();
        for (Path dataSet : folders(data.resolve("embeddings"))) {
            for (Path backbone : folders(dataSet)) {
                String b = backbone.getFileName().toString();
                String d = dataSet.getFileName().toString();
                if (split(data, d, b, List.of("train")).isPresent()
                        && split(data, d, b, TEST_SPLITS).isPresent()) {
                    all.computeIfAbsent(b, x -> new LinkedHashSet<>()).add(d);
                }
            }
        }
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        all.entrySet().stream()
                .sorted((x, y) -> y.getValue().size() - x.getValue().size())
                .limit(MOST_BACKBONES)
                .forEach(e -> chosen.put(e.getKey(), List.copyOf(e.getValue())));
        List<String> shared = chosen.values().stream()
                .flatMap(List::stream)
                .distinct()
                .filter(d -> chosen.values().stream().allMatch(sets -> sets.contains(d)))
                .limit(MOST_SETS)
                .toList();
        if (shared.isEmpty()) {
            return chosen.entrySet().stream()
                    .findFirst()
                    .map(e -> Map.of(
                            e.getKey(),
                            e.getValue()
                                    .subList(0, Math.min(MOST_SETS, e.getValue().size()))))
                    .orElse(Map.of());
        }
        chosen.replaceAll((b, d) -> shared);
        return chosen;
    }

    private static List<Path> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<EmbeddingPath> split(Path data, String dataSet, String backbone, List<String> splits) {
        return splits.stream()
                .map(s -> new EmbeddingPath(dataSet, backbone, s))
                .filter(p -> Files.isRegularFile(p.under(data)))
                .findFirst();
    }

    private QuickData copied(Path data, Map<String, List<String>> found) {
        Map<String, QuickData.DataSet> sets = new LinkedHashMap<>();
        found.forEach((backbone, dataSets) -> {
            for (String dataSet : dataSets) {
                EmbeddingPath train =
                        split(data, dataSet, backbone, List.of("train")).orElseThrow();
                EmbeddingPath test = split(data, dataSet, backbone, TEST_SPLITS).orElseThrow();
                int parts = dataSets.size() == 1 ? 2 : 1;
                for (QuickData.DataSet made :
                        new SmallCopy(train.under(data), test.under(data)).write(root, train, parts)) {
                    sets.merge(
                            made.name(),
                            made,
                            (a, b) -> new QuickData.DataSet(
                                    a.name(), Math.min(a.classes(), b.classes()), Math.min(a.rows(), b.rows())));
                }
            }
        });
        String source = "Small parts of the embeddings below " + data + ": "
                + String.join(", ", found.values().iterator().next()) + ", embedded with "
                + String.join(" and ", found.keySet())
                + "; at most ten classes, 50 rows to train and 25 to test of each, the"
                + " first " + SmallCopy.MOST_COLUMNS + " coordinates.";
        return new QuickData(source, List.copyOf(found.keySet()), List.copyOf(sets.values()));
    }

    private QuickData bundled(String instead, int workers) throws InterruptedException {
        List<QuickData.DataSet> sets = new ArrayList<>();
        String backbone;
        TrainTest digits = BundledSample.open();
        try (Backbone model = BundledBackbone.open()) {
            backbone = model.descriptor().name();
            for (int part = 0; part < 2; part++) {
                SampleSource train = SubsetSource.dealt(digits.train(), part, 2);
                String name = DIGITS + "-" + (char) ('a' + part);
                embed(model, train, new Origin(name, "train"), workers);
                embed(model, SubsetSource.dealt(digits.test(), part, 2), new Origin(name, "test"), workers);
                int classes = train.classNames().size();
                sets.add(new QuickData.DataSet(name, classes, train.size() / classes));
            }
        }
        String source = instead + "The 1,500 bundled MNIST digits in two halves, embedded with the bundled backbone "
                + backbone + ", which has seen garments only.";
        return new QuickData(source, List.of(backbone), sets);
    }

    private void embed(Backbone model, SampleSource source, Origin origin, int workers) throws InterruptedException {
        Path file = new EmbeddingPath(origin.dataSet(), model.descriptor().name(), origin.split()).under(root);
        new EmbeddingPass(List.of(new Target(model, file)), BATCH, workers)
                .run(source, origin, Precision.FLOAT32, Existing.KEEP, (done, total) -> {});
    }
}
