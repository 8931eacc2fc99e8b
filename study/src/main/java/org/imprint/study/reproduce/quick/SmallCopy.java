package org.imprint.study.reproduce.quick;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingPath;
import org.imprint.vision.store.EmbeddingSpec;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.Precision;
import org.imprint.vision.store.Provenance;
import org.imprint.vision.store.SampleIndex;

/** Writes the first coordinates of the first rows of the first classes of an embeddings file, classes numbered anew from 0. */
final class SmallCopy {

    private static final int MOST_CLASSES = 10;
    private static final int MOST_TRAIN = 50;
    private static final int MOST_TEST = 25;

    /** Mahalanobis distance and least squares take d³: wide embeddings would not be quick. */
    static final int MOST_COLUMNS = 256;

    private final Path train;
    private final Path test;

    SmallCopy(Path train, Path test) {
        this.train = train;
        this.test = test;
    }

    /**
     * Writes the copies.
     *
     * @param root where they go
     * @param like names data set and backbone
     * @param parts into how many data sets the rows of each class are dealt out; more than one get letters behind the name
     * @return what was made, a data set for each part
     * @throws DataException if fewer than two classes have enough rows in both files
     */
    List<QuickData.DataSet> write(Path root, EmbeddingPath like, int parts) {
        try (EmbeddingFile trainFile = EmbeddingFile.open(train);
                EmbeddingFile testFile = EmbeddingFile.open(test)) {
            Map<Integer, Long> testRows = counts(testFile.labels());
            int[] classes = counts(trainFile.labels()).entrySet().stream()
                    .filter(e -> e.getKey() >= 0 && e.getValue() >= parts)
                    .mapToInt(Map.Entry::getKey)
                    .filter(label -> testRows.getOrDefault(label, 0L) >= parts)
                    .sorted()
                    .limit(MOST_CLASSES)
                    .toArray();
            if (classes.length < 2) {
                throw new DataException(train + ": must share at least 2 classes of " + parts + " rows with " + test
                        + ", shares " + classes.length);
            }
            List<QuickData.DataSet> made = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                String name = like.dataSet() + (parts == 1 ? "" : "-" + (char) ('a' + part));
                int[] rows = rows(trainFile.labels(), classes, MOST_TRAIN, part, parts);
                write(trainFile, rows, classes, new EmbeddingPath(name, like.backbone(), "train"), root);
                int[] others = rows(testFile.labels(), classes, MOST_TEST, part, parts);
                write(testFile, others, classes, new EmbeddingPath(name, like.backbone(), "test"), root);
                int[] labels = trainFile.labels();
                int[] kept = Arrays.stream(rows).map(i -> labels[i]).toArray();
                int fewest = counts(kept).values().stream()
                        .mapToInt(Math::toIntExact)
                        .min()
                        .orElseThrow();
                made.add(new QuickData.DataSet(name, classes.length, fewest));
            }
            return made;
        }
    }

    private static Map<Integer, Long> counts(int[] labels) {
        Map<Integer, Long> counts = new TreeMap<>();
        for (int label : labels) {
            counts.merge(label, 1L, Long::sum);
        }
        return counts;
    }

    private static int[] rows(int[] labels, int[] classes, int most, int part, int parts) {
        Map<Integer, Integer> seen = new HashMap<>();
        return IntStream.range(0, labels.length)
                .filter(i -> Arrays.binarySearch(classes, labels[i]) >= 0)
                .filter(i -> {
                    int turn = seen.merge(labels[i], 1, Integer::sum) - 1;
                    return turn % parts == part && turn < most * parts;
                })
                .toArray();
    }

    private static void write(EmbeddingFile from, int[] rows, int[] classes, EmbeddingPath to, Path root) {
        FloatMatrix x = FloatMatrix.zeros(rows.length, Math.min(MOST_COLUMNS, from.dimension()));
        List<Integer> labels = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        int[] all = from.labels();
        for (int i = 0; i < rows.length; i++) {
            FloatMatrix row = from.read(rows[i], rows[i] + 1);
            System.arraycopy(row.data(), row.offset(0), x.data(), x.offset(i), x.cols());
            labels.add(Arrays.binarySearch(classes, all[rows[i]]));
            ids.add("row " + rows[i]);
        }
        EmbeddingSpec spec = new EmbeddingSpec(x.cols(), Precision.FLOAT32, provenance(from, to));
        Path file = to.under(root);
        if (Files.exists(file)) {
            return; // an earlier start made it
        }
        try (EmbeddingWriter writer =
                EmbeddingWriter.openOrRestart(file, spec, SampleIndex.of(labels, ids, List.of()))) {
            writer.append(x);
            writer.finish();
        }
    }

    private static Provenance provenance(EmbeddingFile from, EmbeddingPath to) {
        return new Provenance(
                to.backbone(),
                from.provenance().map(Provenance::backboneSha256).orElse("0".repeat(64)),
                from.provenance().map(Provenance::preprocessing).orElse("{}"),
                from.lambda(),
                to.dataSet(),
                from.path().toString(),
                to.split(),
                from.provenance().map(Provenance::batch).orElse(1),
                from.provenance().map(Provenance::libraries).orElse(new TreeMap<>()));
    }
}
