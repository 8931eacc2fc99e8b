package org.imprint.lab.result;

import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.collapse.CollapseMeasures;
import org.imprint.lab.sweep.label.LabelMapping;

/**
 * How far the classes of some embeddings have collapsed.
 *
 * @param backbone name of the backbone
 * @param dataSets names of the data sets, merged if there are several
 * @param split whose rows were measured
 * @param mapping which classes were put together
 * @param textbook NC1, VCI, traces and ranks by their definitions
 * @param published the same as the published code computes them
 * @param rows n, the rows of all classes
 * @param classes C
 */
public record CollapseResult(
        String backbone,
        List<String> dataSets,
        String split,
        LabelMapping mapping,
        CollapseMeasures textbook,
        CollapseMeasures published,
        long rows,
        int classes) {

    /** Copies the list and checks the numbers. */
    public CollapseResult {
        dataSets = List.copyOf(dataSets);
        Checks.require(!dataSets.isEmpty(), "data sets must be at least one", 0);
        Checks.require(rows >= 1, "rows must be at least 1", rows);
        Checks.require(classes >= 1, "classes must be at least 1", classes);
    }
}
