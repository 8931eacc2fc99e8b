package org.imprint.lab.run;

import java.util.ArrayList;
import java.util.List;
import org.imprint.core.matrix.FloatMatrix;

/**
 * The proxies of a task before NORMpost.
 *
 * @param steps for each step of the task one matrix [k_c, d] per class known by then, in task order
 * @param seconds what GEN took for all classes
 */
record Proxies(List<List<FloatMatrix>> steps, double seconds) {

    /** Returns proxies that are made class by class, so that a step adds to those of the step before. */
    static Proxies growing(List<FloatMatrix> perClass, TaskData task, double seconds) {
        List<List<FloatMatrix>> steps = new ArrayList<>();
        for (int s = 0; s < task.steps(); s++) {
            steps.add(perClass.subList(0, task.classesAfter(s)));
        }
        return new Proxies(steps, seconds);
    }
}
