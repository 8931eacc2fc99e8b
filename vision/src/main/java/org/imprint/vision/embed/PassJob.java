package org.imprint.vision.embed;

import java.nio.file.Files;
import java.util.Optional;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.embed.pipeline.Lane;
import org.imprint.vision.store.EmbeddingSpec;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.SampleIndex;

/** One target on its way through a pass. */
final class PassJob implements AutoCloseable {
    private final Target target;
    private final EmbeddingSpec spec;
    private final Existing existing;
    private Optional<EmbeddingWriter> writer = Optional.empty();
    private int earlier = -1;

    PassJob(Target target, EmbeddingSpec spec, Existing existing) {
        this.target = target;
        this.spec = spec;
        this.existing = existing;
    }

    Target target() {
        return target;
    }

    /** Returns whether anything is there that samples must be compared with. */
    boolean findsSomething() {
        return findsFile() || Files.exists(EmbeddingWriter.partOf(target.file()));
    }

    /** Returns whether there is a file that is to be kept. */
    boolean findsFile() {
        return existing == Existing.KEEP && Files.exists(target.file());
    }

    /** Returns whether the file is there and whole. */
    boolean isThere(SampleIndex samples) {
        return findsFile() && EmbeddingWriter.requireSame(target.file(), spec, samples);
    }

    /** Opens the file for the rows that are missing, unless another process has finished it by now. */
    void open(SampleIndex samples) {
        EmbeddingWriter opened = existing == Existing.KEEP
                ? EmbeddingWriter.open(target.file(), spec, samples)
                : EmbeddingWriter.openOrRestart(target.file(), spec, samples);
        writer = Optional.of(opened);
        if (earlier < 0) {
            earlier = opened.rows() - opened.missing();
        }
        if (isThere(samples)) {
            close();
        }
    }

    /** Returns whether the row of a sample is to be computed. */
    boolean isMissing(int sample) {
        return writer.isPresent() && !writer.get().has(sample);
    }

    Lane lane() {
        return new Lane(
                target.backbone(),
                this::isMissing,
                (samples, rows) -> writer.orElseThrow().put(samples, rows));
    }

    /** Returns why a row cannot be used, for the end of a sentence. */
    Optional<String> problem(FloatMatrix rows, int i) {
        return writer.flatMap(w -> w.problem(rows, i));
    }

    PassResult.Outcome outcome(int rows) {
        int before = earlier < 0 ? rows : Math.min(rows, earlier);
        return new PassResult.Outcome(target, before, rows - before, earlier >= 0);
    }

    void finish() {
        writer.ifPresent(EmbeddingWriter::finish);
    }

    @Override
    public void close() {
        writer.ifPresent(EmbeddingWriter::close);
        writer = Optional.empty();
    }
}
