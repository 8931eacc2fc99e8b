package org.imprint.study.map;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingPath;

/**
 * The rows of a map: data set by data set, class by class, within a class in file order.
 *
 * <p>Of more rows than the limit a sample is taken, evenly from all classes of all data sets, as far as they have rows. Which rows
 * of a class are taken depends on the seed, the data set and the label alone: a larger sample holds a smaller one, and other classes
 * change nothing.
 *
 * @param rows [n, d]
 * @param labels what tells them apart, n texts
 * @param available rows that there were to choose from
 */
public record MapRows(FloatMatrix rows, List<String> labels, int available) {

    /** Labels that can be told apart by eye and fit into a legend. */
    static final int MOST_LABELS = 30;

    private static final int BLOCK_FLOATS = 1 << 20;

    /** Copies the list. */
    public MapRows {
        labels = List.copyOf(labels);
    }

    /** Rows of one class of one file, in the order in which they are drawn. */
    private record Stratum(int file, int label, String name, int[] drawn) {

        boolean isCalled(String wanted) {
            return wanted.equals(name) || wanted.equals(Integer.toString(label));
        }
    }

    /**
     * Reads rows.
     *
     * @param root data folder
     * @throws DataException if a file is missing, damaged or of another width, or a chosen row is not finite
     * @throws ImprintException if there are no rows, or more labels than can be told apart
     */
    public static MapRows read(Path root, MapChoice choice) {
        List<EmbeddingFile> files = new ArrayList<>();
        try {
            for (String dataSet : choice.dataSets()) {
                files.add(open(
                        new EmbeddingPath(dataSet, choice.backbone(), choice.split()).under(root),
                        files.isEmpty() ? 0 : files.get(0).dimension()));
            }
            return read(files, choice);
        } finally {
            files.forEach(EmbeddingFile::close);
        }
    }

    private static EmbeddingFile open(Path path, int width) {
        EmbeddingFile file = EmbeddingFile.open(path);
        if (width > 0 && file.dimension() != width) {
            file.close();
            throw new DataException(path + ": embeddings must have the " + width
                    + " columns of the first data set, had " + file.dimension());
        }
        return file;
    }

    private static MapRows read(List<EmbeddingFile> files, MapChoice choice) {
        List<Stratum> strata = new ArrayList<>();
        for (int f = 0; f < files.size(); f++) {
            strata.addAll(strata(f, files.get(f), choice));
        }
        for (String wanted : choice.classes()) {
            Checks.require(
                    strata.stream().anyMatch(s -> s.isCalled(wanted)),
                    "classes must be names or labels in " + String.join("+", choice.dataSets()),
                    "'" + wanted + "'");
        }
        List<String> names = strata.stream()
                .map(s -> choice.colour() == MapColour.CLASS
                        ? s.name()
                        : choice.dataSets().get(s.file()))
                .toList();
        long different = names.stream().distinct().count();
        Checks.require(
                different <= MOST_LABELS,
                "a map can tell at most " + MOST_LABELS + " labels apart; choose classes, or colour by source",
                different);
        int available = strata.stream().mapToInt(s -> s.drawn().length).sum();
        int[] taken = evenly(strata.stream().mapToInt(s -> s.drawn().length).toArray(), choice.limit());
        FloatMatrix rows =
                FloatMatrix.zeros(Arrays.stream(taken).sum(), files.get(0).dimension());
        List<String> labels = new ArrayList<>();
        for (int s = 0; s < taken.length; s++) {
            int[] wanted =
                    Arrays.stream(strata.get(s).drawn(), 0, taken[s]).sorted().toArray();
            copy(files.get(strata.get(s).file()), wanted, rows, labels.size());
            for (int i = 0; i < wanted.length; i++) {
                labels.add(names.get(s));
            }
        }
        return new MapRows(rows, labels, available);
    }

    private static List<Stratum> strata(int place, EmbeddingFile file, MapChoice choice) {
        List<String> names = file.classNames();
        int[] labels = file.labels();
        Map<Integer, int[]> byLabel = new TreeMap<>();
        Arrays.stream(labels)
                .distinct()
                .forEach(label -> byLabel.put(
                        label,
                        IntStream.range(0, labels.length)
                                .filter(i -> labels[i] == label)
                                .toArray()));
        List<Stratum> strata = new ArrayList<>();
        String dataSet = choice.dataSets().get(place);
        byLabel.forEach((label, rows) -> {
            long mixed = 31L * dataSet.hashCode() + label;
            shuffle(rows, new SplittableRandom(new SplittableRandom(choice.seed()).nextLong() ^ mixed));
            strata.add(new Stratum(place, label, name(label, names), rows));
        });
        return strata.stream()
                .filter(s ->
                        choice.classes().isEmpty() || choice.classes().stream().anyMatch(s::isCalled))
                .toList();
    }

    private static String name(int label, List<String> names) {
        return label >= 0 && label < names.size() ? names.get(label) : Integer.toString(label);
    }

    private static void shuffle(int[] rows, SplittableRandom random) {
        for (int i = 0; i < rows.length - 1; i++) {
            int other = random.nextInt(i, rows.length);
            int kept = rows[i];
            rows[i] = rows[other];
            rows[other] = kept;
        }
    }

    /** Returns how many of each to take: one of each in turn, from the first on, until {@code limit} are taken. */
    static int[] evenly(int[] sizes, int limit) {
        int[] taken = new int[sizes.length];
        int left = Math.min(limit, Arrays.stream(sizes).sum());
        while (left > 0) {
            for (int s = 0; s < sizes.length && left > 0; s++) {
                if (taken[s] < sizes[s]) {
                    taken[s]++;
                    left--;
                }
            }
        }
        return taken;
    }

    /** Copies rows, rising, in blocks: a file may be larger than memory. */
    private static void copy(EmbeddingFile file, int[] wanted, FloatMatrix to, int at) {
        int height = Math.max(1, BLOCK_FLOATS / file.dimension());
        int i = 0;
        while (i < wanted.length) {
            int from = wanted[i];
            int end = Math.min(file.rows(), from + height);
            FloatMatrix block = file.read(from, end);
            for (; i < wanted.length && wanted[i] < end; i++) {
                for (int j = 0; j < block.cols(); j++) {
                    float value = block.get(wanted[i] - from, j);
                    if (!Float.isFinite(value)) {
                        throw new DataException(file.path() + ": row " + wanted[i] + " must have finite numbers, was "
                                + value + " at " + j);
                    }
                    to.data()[to.offset(at + i) + j] = value;
                }
            }
        }
    }
}
