package org.imprint.lab.sweep;

import java.util.List;
import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.LabelRule;

/**
 * Embeddings whose neural collapse is to be measured.
 *
 * @param backbone name of the backbone that made the embeddings
 * @param dataSets names of the data sets, at least one; several are merged into one, see {@link LabelRule}
 * @param mapping which classes are put together; rows of classes that it leaves out are not measured
 * @param split whose rows; if empty, {@code train} where it is there, or else {@code val}, or else {@code test}
 */
public record CollapseChoice(String backbone, List<String> dataSets, LabelMapping mapping, Optional<String> split) {

    /** Copies the list. */
    public CollapseChoice {
        dataSets = List.copyOf(dataSets);
        Checks.require(!dataSets.isEmpty(), "a measurement needs at least one data set", 0);
    }

    /** Returns the same choice of another split. */
    public CollapseChoice withSplit(String other) {
        return new CollapseChoice(backbone, dataSets, mapping, Optional.of(other));
    }
}
