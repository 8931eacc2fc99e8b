package org.imprint.vision.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imprint.core.Checks;
import org.imprint.vision.store.hdf5.Hdf5Table;

/**
 * What is to be written, besides the rows and their labels.
 *
 * @param dimension d, in [1, 1048576]
 * @param precision how each number is stored
 * @param provenance where the numbers come from
 */
public record EmbeddingSpec(int dimension, Precision precision, Provenance provenance) {

    /** The largest d that a file may have. */
    static final int MAX_DIMENSION = Hdf5Table.MOST_COLS;

    /** Checks the dimension. */
    public EmbeddingSpec {
        Checks.inRange("embeddings.dimension", dimension, 1, MAX_DIMENSION);
    }

    /** Returns the length of a stored row in bytes. */
    int rowBytes() {
        return dimension * precision.bytes();
    }

    /**
     * Returns the number of images in the inference that gives a row, on which its last bits may depend: a whole batch, or for
     * the last n mod batch rows just these.
     *
     * @param row in [0, rows)
     * @param rows n
     */
    public int inference(int row, int rows) {
        int last = rows % provenance.batch();
        return row < rows - last ? provenance.batch() : last;
    }

    /** Returns everything that a row depends on besides its image, and what the file says of it, by name. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("dimension", Integer.toString(dimension));
        facts.put("precision", precision.toString());
        facts.putAll(provenance.facts());
        return facts;
    }

    /** Returns what differs between facts of now and then, one line each: {@code name is a, was b}. */
    static List<String> differences(Map<String, String> now, Map<String, String> then) {
        Map<String, String> all = new LinkedHashMap<>(now);
        then.forEach(all::putIfAbsent);
        List<String> lines = new ArrayList<>();
        for (String name : all.keySet()) {
            if (!Objects.equals(now.get(name), then.get(name))) {
                lines.add(name + " is " + now.getOrDefault(name, "not given") + ", was "
                        + then.getOrDefault(name, "not given"));
            }
        }
        return lines;
    }
}
