package org.imprint.study.collapse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.imprint.core.collapse.NeuralCollapse;
import org.imprint.core.collapse.RowBlocks;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.sweep.label.LabelMapping;

/** Measures the same rows under several mappings. */
final class RowsMeasurer {

    private final CollapseRun.Rows rows;
    private final long keptBytes;
    private final Parallel parallel;
    private final Optional<EmbeddingInputs.Identified> inputs;
    private final CollapseListener listener;
    private final List<Runnable> ended = new ArrayList<>();

    RowsMeasurer(
            CollapseRun.Rows rows,
            long keptBytes,
            Parallel parallel,
            Optional<EmbeddingInputs.Identified> inputs,
            CollapseListener listener) {
        this.rows = rows;
        this.keptBytes = keptBytes;
        this.parallel = parallel;
        this.inputs = inputs;
        this.listener = listener;
    }

    /** Measures all mappings, at least one; the listener is told what became of each. */
    void measure(Path root, List<LabelMapping> mappings) {
        Attempt<MergedFiles> opened =
                Attempt.of(() -> MergedFiles.open(root, rows.backbone(), rows.dataSets(), rows.split()));
        if (opened.value().isEmpty()) {
            CollapseKey first = rows.key(mappings.get(0));
            String what = mappings.size() == 1
                    ? first.name()
                    : first.name() + " to " + last(mappings).name();
            listener.failed(what, mappings.size(), opened.error());
            return;
        }
        try (MergedFiles files = opened.value().get()) {
            measure(files, mappings);
        }
    }

    private static LabelMapping last(List<LabelMapping> mappings) {
        return mappings.get(mappings.size() - 1);
    }

    private void measure(MergedFiles files, List<LabelMapping> mappings) {
        long mostRows = keptBytes / (Float.BYTES * (long) files.dimension());
        for (MappingBatches.Batch batch :
                MappingBatches.of(mappings.size(), m -> files.labels(mappings.get(m)), mostRows)) {
            List<LabelMapping> some =
                    batch.labellings().stream().map(mappings::get).toList();
            if (some.size() == 1) {
                int[] labels = files.labels(some.get(0));
                tell(some.get(0), () -> files.unitRows(labels), labels);
            } else {
                measure(files, batch.rows(), some);
            }
            inputs.ifPresent(files::requireUnchanged);
            ended.forEach(Runnable::run);
            ended.clear();
        }
    }

    private void measure(MergedFiles files, BitSet read, List<LabelMapping> mappings) {
        int[] numbers = IntStream.range(0, files.rows())
                .map(i -> read.get(i) ? i : RowBlocks.NO_CLASS)
                .toArray();
        Attempt<KeptRows> kept = Attempt.of(() -> KeptRows.of(files.unitRows(numbers)));
        for (LabelMapping mapping : mappings) {
            int[] labels = files.labels(mapping);
            // a row that cannot be used spoils only the mappings that have it
            tell(mapping, () -> kept.value().map(k -> k.under(labels)).orElseGet(() -> files.unitRows(labels)), labels);
        }
    }

    private void tell(LabelMapping mapping, Supplier<RowBlocks> blocks, int[] labels) {
        Attempt<Measurement> done = Attempt.of(() -> measurement(mapping, blocks.get(), labels));
        ended.add(() -> done.value()
                .ifPresentOrElse(
                        listener::measured,
                        () -> listener.failed(rows.key(mapping).name(), 1, done.error())));
    }

    private Measurement measurement(LabelMapping mapping, RowBlocks blocks, int[] labels) {
        int[] used = Arrays.stream(labels).filter(l -> l != RowBlocks.NO_CLASS).toArray();
        NeuralCollapse collapse = NeuralCollapse.of(blocks, parallel);
        CollapseResult result = new CollapseResult(
                rows.backbone(),
                rows.dataSets(),
                rows.split(),
                mapping,
                collapse.textbook(),
                collapse.published(),
                used.length,
                (int) Arrays.stream(used).distinct().count());
        return new Measurement(result, blocks.dim());
    }
}
