package org.imprint.vision.backbone;

import java.util.Map;
import java.util.Set;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;

/** All outputs of one run of an {@link OnnxProgram}, by name. Immutable. */
public final class OnnxResults {

    private final String where;
    private final Map<String, Object> values;

    OnnxResults(String where, Map<String, Object> values) {
        this.where = where;
        this.values = values;
    }

    /** Returns the names of the outputs. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Returns an output float32 [n, c], n ≥ 1. @throws DataException if there is none of this name and form */
    public FloatMatrix floats(String name) {
        if (values.get(name) instanceof float[][] rows && rows.length > 0) {
            return FloatMatrix.ofRows(rows);
        }
        throw wrong(name, "float32 [N, C]");
    }

    /** Returns a copy of an output int64 [n]. @throws DataException if there is none of this name and form */
    public long[] longs(String name) {
        if (values.get(name) instanceof long[] numbers) {
            return numbers.clone();
        }
        throw wrong(name, "int64 [N]");
    }

    /** Returns a copy of an output bool [n]. @throws DataException if there is none of this name and form */
    public boolean[] flags(String name) {
        if (values.get(name) instanceof boolean[] flags) {
            return flags.clone();
        }
        throw wrong(name, "bool [N]");
    }

    /** Returns a copy of row i of an output bool [n, m]. @throws DataException if there is none of this name and form, or no such row */
    public boolean[] flagRow(String name, int i) {
        if (values.get(name) instanceof boolean[][] rows && i < rows.length) {
            return rows[i].clone();
        }
        throw wrong(name, "bool [N, M]");
    }

    private DataException wrong(String name, String form) {
        Object value = values.get(name);
        return new DataException(where + ": must have an output " + name + " " + form + ", "
                + (value == null ? "has " + names() : "was " + value.getClass().getSimpleName()));
    }
}
