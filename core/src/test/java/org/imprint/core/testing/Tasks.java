package org.imprint.core.testing;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.gen.ClassGenerator;
import org.imprint.core.gen.JointGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** Seeded data for tests of laws, and what runs generators on it. */
public final class Tasks {

    private Tasks() {}

    /** Returns C classes of n rows each: a standard Gaussian cloud around a Gaussian centre per class; labels 0 … C−1. */
    public static Task gaussian(int classes, int n, int d, long seed) {
        return Task.of(IntStream.range(0, classes)
                .mapToObj(label -> new ClassRows(label, gaussian(n, d, seed * 1000 + label)))
                .toList());
    }

    /** Returns [n, d] of a standard Gaussian cloud around a Gaussian centre. */
    public static FloatMatrix gaussian(int n, int d, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        float[] centre = new float[d];
        for (int j = 0; j < d; j++) {
            centre[j] = (float) rng.nextGaussian();
        }
        FloatMatrix x = FloatMatrix.zeros(n, d);
        for (int i = 0; i < n * d; i++) {
            x.data()[i] = centre[i % d] + (float) rng.nextGaussian();
        }
        return x;
    }

    /** Returns [n, d] of {@code blobs} tight clouds, row i belonging to cloud i mod {@code blobs}. */
    public static FloatMatrix blobs(int blobs, int n, int d, long seed) {
        FloatMatrix centres = gaussian(blobs, d, seed);
        FloatMatrix x = gaussian(n, d, seed + 1);
        for (int i = 0; i < n * d; i++) {
            x.data()[i] = 10 * centres.get(i / d % blobs, i % d) + 0.1f * x.data()[i];
        }
        return x;
    }

    /** Returns x with {@code shift} added to each element. */
    public static FloatMatrix shifted(FloatMatrix x, float shift) {
        FloatMatrix moved = x.copy();
        for (int i = 0; i < moved.data().length; i++) {
            moved.data()[i] += shift;
        }
        return moved;
    }

    /** Returns a run on one thread. */
    public static Run run(Semantics semantics, long seed) {
        return Run.of(semantics, seed, Parallel.serial());
    }

    /** Returns the proxies of every class of the task, in its order. */
    public static List<FloatMatrix> proxies(ProxyGenerator generator, Task task, Run run) {
        if (generator instanceof JointGenerator joint) {
            return joint.proxies(task, run);
        }
        ClassGenerator each = (ClassGenerator) generator;
        return task.classes().stream().map(c -> each.proxies(c, run)).toList();
    }
}
