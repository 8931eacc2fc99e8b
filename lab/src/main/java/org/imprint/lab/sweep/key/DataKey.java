package org.imprint.lab.sweep.key;

import java.util.function.Function;
import org.imprint.lab.sweep.DataChoice;

/** A part of the data choice. */
public enum DataKey implements CombinationKey {
    /** Name of the backbone. */
    BACKBONE("backbone", DataChoice::backbone, "the name of a backbone"),
    /** Names of the data sets, merged ones joined by {@code +} in their order. */
    DATASET(
            "dataset",
            data -> String.join("+", data.dataSets()),
            "the name of a data set, or names joined by + for merged ones"),
    /** Name of the remapping of labels. */
    REMAPPING("remapping", data -> data.mapping().name(), "the name of a remapping"),
    /** Name of the task. */
    TASK("task", data -> data.task().name(), "the name of a task");

    private final String wireName;
    private final Function<DataChoice, String> value;
    private final KeyValues values;

    DataKey(String wireName, Function<DataChoice, String> value, String legal) {
        this.wireName = wireName;
        this.value = value;
        this.values = new KeyValues.AnyName(legal);
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns the value that a data choice has. */
    public String of(DataChoice data) {
        return value.apply(data);
    }

    @Override
    public String canonical(String written) {
        return values.require(this, written);
    }
}
