package org.imprint.vision.dataset.reader;

import java.util.List;
import org.imprint.core.Checks;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.SubsetSource;

/** Another source with its labels renamed; labels that map to −1 are left out. */
public final class MappedSource {

    private MappedSource() {}

    /**
     * Renames labels; closing the result closes the source.
     *
     * @param mapping label l of the source becomes {@code mapping[l]}, in [−1, classNames.size()); one entry per class of the source
     * @throws DataException if no sample is left
     */
    public static SampleSource of(SampleSource source, int[] mapping, List<String> classNames) {
        Checks.require(
                mapping.length == source.classNames().size(),
                "mapping must have one entry for each of the "
                        + source.classNames().size() + " classes",
                mapping.length);
        for (int label : mapping) {
            Checks.inRange("mapped label", label, -1, classNames.size() - 1);
        }
        return SubsetSource.owning(source, mapping, classNames, "no image is left after mapping the labels");
    }
}
