package org.imprint.core.leastsquares;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprint.core.Run;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.DoubleMatrix;

/**
 * The factored second moments of one task's rows, computed once for all least-squares problems over them: they do not depend on k
 * or on how rows are clustered.
 *
 * <p>One object belongs to one task under one NORMpre and presampling; giving it to another gives wrong proxies. Proxies with and
 * without it are equal to the last bit. Memory 8·d² bytes for each λ and choice of classes. May be shared by threads: who needs
 * a moment that another computes waits for it.
 */
public final class Moments {

    private final Map<Key, Slot> slots = new HashMap<>();

    private record Key(List<Integer> labels, double lambda) {}

    private static final class Slot {
        private DoubleMatrix factor;
    }

    /** Creates moments of a task of which nothing is known yet. */
    public Moments() {
        // computed when asked for
    }

    /**
     * Returns the Cholesky factor of (1/n) Σ xxᵀ + λI over the rows of the given classes.
     *
     * @return [d, d], upper triangle; not to be written to
     */
    DoubleMatrix factor(List<ClassRows> classes, double lambda, Run run) {
        Slot slot;
        synchronized (slots) {
            Key key = new Key(classes.stream().map(ClassRows::label).toList(), lambda);
            slot = slots.computeIfAbsent(key, k -> new Slot());
        }
        synchronized (slot) {
            if (slot.factor == null) {
                slot.factor = SecondMoment.factor(
                        moment(classes, run),
                        classes.stream().mapToLong(ClassRows::size).sum(),
                        lambda);
            }
            return slot.factor;
        }
    }

    private static DoubleMatrix moment(List<ClassRows> classes, Run run) {
        int d = classes.get(0).rows().cols();
        DoubleMatrix moment = DoubleMatrix.zeros(d, d);
        SecondMoment.add(classes.stream().map(ClassRows::rows).toList(), moment, run.parallel());
        return moment;
    }
}
