package org.imprint.app.embed;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.imprint.vision.data.SampleSelection;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import picocli.CommandLine.Option;

/** Which samples of the data are meant, and what the data are called. */
public final class SampleOptions {

    @Option(
            names = "--split",
            paramLabel = "NAME",
            defaultValue = "train",
            description = "train, test or val, where the data has several. Default: ${DEFAULT-VALUE}.")
    private Split split;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "What the data are called in the file. Default: the last part of PATH.")
    private String dataSet;

    @Option(
            names = "--classes",
            paramLabel = "CLASS",
            split = ",",
            description =
                    "Only these classes, by name or label, such as 0,3,cat. They keep their order and are numbered from 0.")
    private List<String> classes;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most N images in all, spread evenly over the classes: the first of each.")
    private Integer limit;

    /** Returns the split named. */
    Split split() {
        return split;
    }

    /** Returns the name given, or else that of the data's file or folder. */
    String dataSet(Path data) {
        return dataSet != null
                ? dataSet
                : Objects.toString(data.toAbsolutePath().normalize().getFileName(), "data"); // the root has no name
    }

    /** Returns the samples that are wanted; closing them does not close the source. */
    SampleSource choose(SampleSource source) {
        SampleSource some = classes == null ? source : SampleSelection.classes(source, classes);
        return limit == null ? some : SampleSelection.limit(some, limit);
    }
}
