package org.imprint.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** Least squares, n = 6000, d = 2048, C = 10 equal classes in file order, λ = 0.05; the result is the weights. */
record LeastSquaresCase() implements ComparedCase {

    private static final int CLASSES = 10;

    @Override
    public String name() {
        return "ls-2048";
    }

    @Override
    public Work load(Path folder, Parallel parallel) throws IOException {
        FloatMatrix x = Npy.read(folder.resolve("x.npy"));
        int each = x.rows() / CLASSES;
        Task task = Task.of(IntStream.range(0, CLASSES)
                .mapToObj(c -> new ClassRows(c, x.rows(c * each, (c + 1) * each)))
                .toList());
        return () -> FloatMatrix.concat(
                new LeastSquaresGenerator(0.05).proxies(task, Run.of(Semantics.CORRECTED, 1, parallel)));
    }
}
