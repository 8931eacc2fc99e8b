package org.imprint.study.collapse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.vision.store.EmbeddingPath;

/**
 * Measures the neural collapse of a list of choices, below one root folder of embeddings.
 *
 * <p>Rows have unit length, as the published measurements have them. A failure concerns its own measurements only; the others
 * go on. Beside the memory of one measurement (see {@link org.imprint.core.collapse.NeuralCollapse}) the rows that several
 * mappings of one file share are kept while these are measured, up to a bound; a mapping whose rows exceed it reads its file
 * twice.
 */
public final class CollapseRun {

    /** The splits that are looked for where none is named, in this order. */
    public static final List<String> DEFAULT_SPLITS = List.of("train", "val", "test");

    private final Path root;
    private final long keptBytes;
    private final Parallel parallel;
    private final Optional<EmbeddingInputs.Identified> inputs;

    /**
     * Creates a run.
     *
     * @param root folder with {@code embeddings/DATASET/BACKBONE/SPLIT}
     * @param keptBytes bound of the rows kept in memory, ≥ 0
     * @param parallel threads of one measurement
     */
    public CollapseRun(Path root, long keptBytes, Parallel parallel) {
        this(root, keptBytes, parallel, Optional.empty());
    }

    private CollapseRun(Path root, long keptBytes, Parallel parallel, Optional<EmbeddingInputs.Identified> inputs) {
        this.root = root;
        this.keptBytes = keptBytes;
        this.parallel = parallel;
        this.inputs = inputs;
    }

    /**
     * Returns a run that reads its files once more before the listener is told of measurements, and throws {@link
     * org.imprint.lab.run.input.ChangedInputException} in their place if a file is not what it was.
     *
     * @param identified the {@link #files} of the choices
     */
    public CollapseRun on(EmbeddingInputs.Identified identified) {
        return new CollapseRun(root, keptBytes, parallel, Optional.of(identified));
    }

    /**
     * Measures.
     *
     * @param choices what; all mappings of the same rows are measured together, at the place of the first
     * @param known what needs no measuring
     * @param listener is told of each choice once
     * @throws ImprintException before anything is measured, if a name can be no folder
     */
    public void run(List<CollapseChoice> choices, Set<CollapseKey> known, CollapseListener listener) {
        Map<Rows, List<LabelMapping>> byRows = new LinkedHashMap<>();
        for (CollapseChoice choice : choices) {
            Rows rows = new Rows(choice.backbone(), choice.dataSets(), split(choice));
            byRows.computeIfAbsent(rows, r -> new ArrayList<>()).add(choice.mapping());
        }
        byRows.forEach((rows, mappings) -> {
            List<LabelMapping> wanted = new ArrayList<>();
            for (LabelMapping mapping : mappings) {
                if (known.contains(rows.key(mapping))) {
                    listener.known(rows.key(mapping));
                } else {
                    wanted.add(mapping);
                }
            }
            if (!wanted.isEmpty()) {
                new RowsMeasurer(rows, keptBytes, parallel, inputs, listener).measure(root, wanted);
            }
        });
    }

    /** Returns the files that choices are measured on, and those whose labels make the offsets of merged data sets, each once. */
    public Set<EmbeddingPath> files(List<CollapseChoice> choices) {
        Set<EmbeddingPath> files = new LinkedHashSet<>();
        for (CollapseChoice choice : choices) {
            String split = split(choice);
            for (String dataSet : choice.dataSets()) {
                files.add(new EmbeddingPath(dataSet, choice.backbone(), split));
                if (choice.dataSets().size() > 1) {
                    files.add(new EmbeddingPath(dataSet, choice.backbone(), DEFAULT_SPLITS.get(0)));
                }
            }
        }
        return files;
    }

    /**
     * Returns the split of a choice: the one it names, or the first that all its data sets have, or the first of all.
     *
     * @throws ImprintException if a name can be no folder
     */
    private String split(CollapseChoice choice) {
        List<String> candidates = choice.split().map(List::of).orElse(DEFAULT_SPLITS);
        for (String split : candidates) {
            List<Path> files = choice.dataSets().stream()
                    .map(d -> new EmbeddingPath(d, choice.backbone(), split).under(root))
                    .toList();
            if (files.stream().allMatch(Files::exists)) {
                return split;
            }
        }
        return candidates.get(0);
    }

    /** Which rows, before any mapping. */
    record Rows(String backbone, List<String> dataSets, String split) {

        CollapseKey key(LabelMapping mapping) {
            return new CollapseKey(backbone, dataSets, split, mapping);
        }
    }
}
