package org.imprint.lab.plan;

import java.util.List;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.label.LabelMapping;

/**
 * Embeddings that are loaded together: those of a data choice without its task.
 *
 * @param backbone name of the backbone
 * @param dataSets names of the data sets, merged if there are several
 * @param mapping which classes are put together
 */
public record Place(String backbone, List<String> dataSets, LabelMapping mapping) {

    /** Copies the list. */
    public Place {
        dataSets = List.copyOf(dataSets);
    }

    /** Returns the place of a data choice. */
    public static Place of(DataChoice data) {
        return new Place(data.backbone(), data.dataSets(), data.mapping());
    }

    /** Returns the name in messages, such as {@code resnet18, MNIST+USPS, combined}. */
    public String name() {
        return backbone + ", " + String.join("+", dataSets) + (mapping.isIdentity() ? "" : ", " + mapping.name());
    }
}
