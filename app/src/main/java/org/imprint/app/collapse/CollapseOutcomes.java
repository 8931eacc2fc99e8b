package org.imprint.app.collapse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.imprint.lab.collapse.CollapseKey;
import org.imprint.lab.collapse.CollapseListener;
import org.imprint.lab.collapse.Measurement;
import org.imprint.lab.result.CollapseResult;

/** Gathers what became of measurements. */
public final class CollapseOutcomes implements CollapseListener {

    private final List<Measurement> measured = new ArrayList<>();
    private final List<CollapseKey> known = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final int total;
    private final Consumer<CollapseResult> keep;
    private final Progress progress;
    private int done;

    /**
     * Creates a gatherer.
     *
     * @param total how many measurements there are
     * @param keep takes each result
     * @param progress hears how many have ended
     */
    public CollapseOutcomes(int total, Consumer<CollapseResult> keep, Progress progress) {
        this.total = total;
        this.keep = keep;
        this.progress = progress;
    }

    /** Is told how many measurements have ended. */
    @FunctionalInterface
    public interface Progress {
        /** Tells that {@code done} of {@code total} have ended. */
        void done(long done, long total);
    }

    /**
     * Measurements that failed for one reason.
     *
     * @param what names them
     * @param count how many
     * @param error why
     */
    public record Failure(String what, int count, String error) {}

    @Override
    public void measured(Measurement measurement) {
        keep.accept(measurement.result());
        measured.add(measurement);
        ended(1);
    }

    @Override
    public void known(CollapseKey key) {
        known.add(key);
        ended(1);
    }

    @Override
    public void failed(String what, int count, String error) {
        failures.add(new Failure(what, count, error));
        ended(count);
    }

    private void ended(int count) {
        done += count;
        progress.done(done, total);
    }

    /** Returns the measurements done. */
    public List<Measurement> measured() {
        return List.copyOf(measured);
    }

    /** Returns what was known already. */
    public List<CollapseKey> known() {
        return List.copyOf(known);
    }

    /** Returns what failed. */
    public List<Failure> failures() {
        return List.copyOf(failures);
    }
}
