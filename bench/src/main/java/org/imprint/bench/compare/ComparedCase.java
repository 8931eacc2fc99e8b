package org.imprint.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** One thing that we and a rival compute from the same files. */
interface ComparedCase {

    /** Returns the name, the same as in {@code bench/rivals}. */
    String name();

    /** Reads the case's .npy files; not timed. */
    Work load(Path folder, Parallel parallel) throws IOException;

    /** What is timed: from loaded arrays to the result, nothing kept from one call to the next. */
    interface Work {
        /** Computes the result; both sides must agree on it. */
        FloatMatrix run();
    }
}
