package org.imprint.lab.run;

import java.nio.file.Path;
import java.util.Map;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Sweep;

/** Runs sweeps for tests of other packages. */
public final class RunsForTests {

    private RunsForTests() {}

    /** Runs a sweep into a new store and returns what became of its combinations. */
    public static Map<Combination, StoredRun> run(Sweep sweep, Path data, Path store, boolean predictions) {
        RunOptions standard = RunOptions.standard();
        RunOptions options = predictions ? standard.with(RunOptions.Wish.PREDICTIONS) : standard;
        Sweeps.run(Sweeps.plan(sweep, data), data, store, 2, options);
        return Sweeps.results(store);
    }
}
