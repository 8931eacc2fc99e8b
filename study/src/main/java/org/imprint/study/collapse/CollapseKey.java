package org.imprint.study.collapse;

import java.util.List;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.sweep.label.LabelMapping;

/**
 * What tells one measurement from another.
 *
 * @param backbone name of the backbone
 * @param dataSets names of the data sets, merged if there are several
 * @param split whose rows
 * @param mapping which classes are put together
 */
public record CollapseKey(String backbone, List<String> dataSets, String split, LabelMapping mapping) {

    /** Copies the list. */
    public CollapseKey {
        dataSets = List.copyOf(dataSets);
    }

    /** Returns the key of a result. */
    public static CollapseKey of(CollapseResult result) {
        return new CollapseKey(result.backbone(), result.dataSets(), result.split(), result.mapping());
    }

    /** Returns the name in messages, such as {@code MNIST+USPS/resnet18/train, combined}. */
    public String name() {
        String rows = String.join("+", dataSets) + "/" + backbone + "/" + split;
        return mapping.isIdentity() ? rows : rows + ", " + mapping.name();
    }
}
