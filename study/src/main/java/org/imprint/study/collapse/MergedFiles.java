package org.imprint.study.collapse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.core.collapse.RowBlocks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.LabelRule;
import org.imprint.vision.data.DataException;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingPath;

/** The embeddings of one or several data sets, one after the other, open for reading. */
final class MergedFiles implements AutoCloseable {

    private static final String TRAIN = "train";
    private static final int BLOCK_FLOATS = 1 << 20;

    private final Path root;
    private final List<EmbeddingFile> files = new ArrayList<>();
    private final List<EmbeddingPath> places = new ArrayList<>();
    private final List<int[]> raw = new ArrayList<>();
    /** Raw training labels of each data set: they make the offsets of merged labels. */
    private final List<int[]> train = new ArrayList<>();

    private MergedFiles(Path root) {
        this.root = root;
    }

    /**
     * Opens the files of one backbone and split.
     *
     * @throws DataException if one is missing or damaged, or has another width than the first
     * @throws ImprintException if labels cannot be merged, see {@link LabelRule}
     */
    static MergedFiles open(Path root, String backbone, List<String> dataSets, String split) {
        MergedFiles merged = new MergedFiles(root);
        try {
            for (String dataSet : dataSets) {
                merged.add(new EmbeddingPath(dataSet, backbone, split));
            }
            merged.labels(LabelMapping.none()); // throws here, not at each mapping, if labels cannot be merged
            return merged;
        } catch (RuntimeException | Error e) {
            merged.close();
            throw e;
        }
    }

    private void add(EmbeddingPath place) {
        EmbeddingFile file = EmbeddingFile.open(place.under(root));
        files.add(file);
        places.add(place);
        if (file.dimension() != dimension()) {
            throw new DataException(file.path() + ": embeddings must have the " + dimension() + " columns of "
                    + files.get(0).path() + ", had " + file.dimension());
        }
        int[] labels = file.labels();
        raw.add(labels);
        Path trained = trained(place).under(root);
        train.add(place.split().equals(TRAIN) || !Files.exists(trained) ? labels : labelsOf(trained));
    }

    private static EmbeddingPath trained(EmbeddingPath place) {
        return new EmbeddingPath(place.dataSet(), place.backbone(), TRAIN);
    }

    /**
     * Reads all files once more.
     *
     * @throws org.imprint.lab.run.input.ChangedInputException if one is not what it was when the inputs were identified
     */
    void requireUnchanged(EmbeddingInputs.Identified inputs) {
        for (int t = 0; t < files.size(); t++) {
            EmbeddingPath place = places.get(t);
            inputs.requireUnchanged(place, files.get(t));
            Path trained = trained(place).under(root);
            if (files.size() > 1 && !place.split().equals(TRAIN) && Files.exists(trained)) {
                try (EmbeddingFile file = EmbeddingFile.open(trained)) {
                    inputs.requireUnchanged(trained(place), file);
                }
            }
        }
    }

    private static int[] labelsOf(Path path) {
        try (EmbeddingFile file = EmbeddingFile.open(path)) {
            return file.labels();
        }
    }

    /** Returns d. */
    int dimension() {
        return files.get(0).dimension();
    }

    /** Returns n, the rows of all files. */
    int rows() {
        return raw.stream().mapToInt(labels -> labels.length).sum();
    }

    /** Returns the label of each row of all files under a mapping; {@link RowBlocks#NO_CLASS} if it leaves the row out. */
    int[] labels(LabelMapping mapping) {
        LabelRule rule = LabelRule.of(mapping, Semantics.CORRECTED, train);
        int[] labels = new int[rows()];
        int at = 0;
        for (int t = 0; t < raw.size(); t++) {
            for (int label : raw.get(t)) {
                labels[at++] = rule.choosing(t, label);
            }
        }
        return labels;
    }

    /**
     * Returns all rows, divided by their lengths, under given labels; they are read anew each time, in blocks of about 4 MiB, and
     * blocks without any label not at all.
     *
     * @param labels of each row of all files
     * @return blocks whose reading throws {@link DataException} naming the first row with a label that is zero or not finite
     */
    RowBlocks unitRows(int[] labels) {
        RowBlocks rows = new RowBlocks() {
            @Override
            public int dim() {
                return dimension();
            }

            @Override
            public void forEach(BiConsumer<FloatMatrix, int[]> each) {
                int before = 0;
                for (EmbeddingFile file : files) {
                    read(file, Arrays.copyOfRange(labels, before, before + file.rows()), each);
                    before += file.rows();
                }
            }
        };
        return rows.unitLength();
    }

    private static void read(EmbeddingFile file, int[] labels, BiConsumer<FloatMatrix, int[]> each) {
        int height = Math.max(1, BLOCK_FLOATS / file.dimension());
        for (int from = 0; from < labels.length; from += height) {
            int to = Math.min(from + height, labels.length);
            int[] some = Arrays.copyOfRange(labels, from, to);
            if (Arrays.stream(some).anyMatch(label -> label != RowBlocks.NO_CLASS)) {
                FloatMatrix block = file.read(from, to);
                requireDirections(file, from, block, some);
                each.accept(block, some);
            }
        }
    }

    private static void requireDirections(EmbeddingFile file, int first, FloatMatrix block, int[] labels) {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == RowBlocks.NO_CLASS) {
                continue;
            }
            float largest = 0;
            for (int j = 0; j < block.cols(); j++) {
                // Math.max answers NaN if either is
                largest = Math.max(largest, Math.abs(block.get(i, j)));
            }
            if (largest == 0 || !Float.isFinite(largest)) {
                int row = first + i;
                String id = file.sampleIds(row, row + 1).get(0);
                throw new DataException(
                        file.path() + ": row " + row + " (" + id + ") has no direction: it must have finite"
                                + " numbers that are not all zero, its largest was " + largest);
            }
        }
    }

    @Override
    public void close() {
        files.forEach(EmbeddingFile::close);
    }
}
