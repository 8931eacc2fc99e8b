package org.imprint.vision.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A list, tuple or dictionary made by a pickle.
 *
 * <p>Each knows how deep it was nested when something was last put into it, so nobody has to walk it: 300 bytes can share
 * their way to 2^100 leaves, and a dictionary can contain itself.
 */
abstract sealed class PickleContainer {

    private int depth = 1;

    /** Notes that {@code child} was put in and returns the new depth. */
    final int hold(Object child) {
        if (child instanceof PickleContainer inner && inner != this) {
            depth = Math.max(depth, inner.depth + 1);
        }
        return depth;
    }

    /** A list. */
    static final class Items extends PickleContainer {
        final List<Object> values = new ArrayList<>(0);
    }

    /** A tuple; filled once. */
    static final class Tuple extends PickleContainer {
        final List<Object> values;

        Tuple(List<Object> values) {
            this.values = List.copyOf(values);
        }
    }

    /** A dict, or an OrderedDict if {@code ordered}; keys are String or Long. */
    static final class Dict extends PickleContainer {
        final Map<Object, Object> values = new LinkedHashMap<>(0);
        final boolean ordered;

        Dict(boolean ordered) {
            this.ordered = ordered;
        }
    }
}
