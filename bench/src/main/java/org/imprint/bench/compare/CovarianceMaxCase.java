package org.imprint.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.gen.CovarianceMaxGenerator;
import org.imprint.core.matrix.Parallel;

/** Covariance-max, n = 6000, d = 512, k = 20; the result is the rows chosen. */
record CovarianceMaxCase() implements ComparedCase {

    @Override
    public String name() {
        return "covmax";
    }

    @Override
    public Work load(Path folder, Parallel parallel) throws IOException {
        ClassRows rows = new ClassRows(0, Npy.read(folder.resolve("x.npy")));
        return () -> new CovarianceMaxGenerator(20).proxies(rows, Run.of(Semantics.CORRECTED, 3, parallel));
    }
}
