package org.imprint.core.gen;

import java.util.List;
import org.imprint.core.Run;
import org.imprint.core.data.Task;
import org.imprint.core.leastsquares.Moments;
import org.imprint.core.matrix.FloatMatrix;

/** A generator that needs the rows of all classes at once; open to own ones. */
public non-sealed interface JointGenerator extends ProxyGenerator {

    /**
     * Returns the proxies of all classes, in task order.
     *
     * @param task rows already normalised and presampled; not written to
     * @return one matrix [k_c, d] per class, k_c ≥ 1
     */
    default List<FloatMatrix> proxies(Task task, Run run) {
        return proxies(task, run, new Moments());
    }

    /**
     * Returns {@link #proxies(Task, Run)}, for less where moments of the same rows are known.
     *
     * @param moments those of this task under the NORMpre and presampling that its rows went through
     */
    List<FloatMatrix> proxies(Task task, Run run, Moments moments);
}
