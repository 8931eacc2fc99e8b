package org.imprint.lab.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers values in the order in which they first appear.
 *
 * <p>The same object is found without asking for its hash, which for label mappings of a thousand classes is dear.
 */
final class Interner<T> {

    private static final int REMEMBERED = 10_000;

    private final Map<T, Integer> places = new HashMap<>();
    private final Map<T, Integer> seen = new IdentityHashMap<>();
    private final List<T> values = new ArrayList<>();

    int place(T value) {
        Integer known = seen.get(value);
        if (known != null) {
            return known;
        }
        Integer place = places.get(value);
        if (place == null) {
            place = values.size();
            places.put(value, place);
            values.add(value);
        }
        if (seen.size() >= REMEMBERED) {
            seen.clear();
        }
        seen.put(value, place);
        return place;
    }

    List<T> values() {
        return List.copyOf(values);
    }
}
