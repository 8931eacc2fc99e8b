package org.imprint.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.gen.FarthestPointGenerator;
import org.imprint.core.matrix.Parallel;

/** Farthest points, n = 6000, d = 512, k = 100, from the start that torch's seed gives; the result is the rows chosen. */
record FarthestPointCase() implements ComparedCase {

    @Override
    public String name() {
        return "fps";
    }

    @Override
    public Work load(Path folder, Parallel parallel) throws IOException {
        ClassRows rows = new ClassRows(0, Npy.read(folder.resolve("x.npy")));
        return () -> new FarthestPointGenerator(100).proxies(rows, Run.of(Semantics.REFERENCE, 3, parallel));
    }
}
