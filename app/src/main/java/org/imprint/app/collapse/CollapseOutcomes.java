package org.imprint.app.collapse;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.imprint.lab.result.CollapseResult;
import org.imprint.study.collapse.CollapseKey;
import org.imprint.study.collapse.CollapseListener;
import org.imprint.study.collapse.Measurement;

/** Gathers what became of measurements. */
final class CollapseOutcomes implements CollapseListener {

    private final List<Measured> measured = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final int total;
    private final Consumer<CollapseResult> keep;
    private final Function<CollapseKey, CollapseResult> earlier;
    private final Progress progress;
    private int done;

    /**
     * Creates a gatherer.
     *
     * @param total how many measurements there are
     * @param keep takes each result
     * @param earlier gives the results that are known already
     * @param progress hears how many have ended
     */
    CollapseOutcomes(
            int total,
            Consumer<CollapseResult> keep,
            Function<CollapseKey, CollapseResult> earlier,
            Progress progress) {
        this.total = total;
        this.keep = keep;
        this.earlier = earlier;
        this.progress = progress;
    }

    /** Is told how many measurements have ended. */
    @FunctionalInterface
    interface Progress {
        /** Tells that {@code done} of {@code total} have ended. */
        void done(long done, long total);
    }

    /**
     * A result, of this run or of an earlier one.
     *
     * @param result its numbers
     * @param dimension d; empty for an earlier one, as stores do not hold it
     */
    record Measured(CollapseResult result, OptionalInt dimension) {

        /** Returns whether it was there before. */
        boolean isEarlier() {
            return dimension.isEmpty();
        }
    }

    /**
     * Measurements that failed for one reason.
     *
     * @param what names them
     * @param count how many
     * @param error why
     */
    record Failure(String what, int count, String error) {}

    @Override
    public void measured(Measurement measurement) {
        keep.accept(measurement.result());
        measured.add(new Measured(measurement.result(), OptionalInt.of(measurement.dimension())));
        ended(1);
    }

    @Override
    public void known(CollapseKey key) {
        measured.add(new Measured(earlier.apply(key), OptionalInt.empty()));
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

    /** Returns what was measured, now or earlier, as it came. */
    List<Measured> measured() {
        return List.copyOf(measured);
    }

    /** Returns how many were measured earlier. */
    long earlier() {
        return measured.stream().filter(Measured::isEarlier).count();
    }

    /** Returns what failed. */
    List<Failure> failures() {
        return List.copyOf(failures);
    }
}
