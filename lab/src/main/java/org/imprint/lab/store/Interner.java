package org.imprint.lab.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives equal values one small number. A value that was asked for before is known again by its identity, without hashing mappings
 * of a thousand entries; callers that keep using one object for equal values pay for it once.
 */
final class Interner<T> {

    static final int UNKNOWN = -1;

    /** So many objects are remembered by identity; a caller that makes new ones all the time must not fill the heap. */
    private static final int MOST_IDENTITIES = 50_000;

    private final List<T> values = new ArrayList<>();
    private final Map<T, Integer> numbers = new HashMap<>();
    private final Map<T, Integer> identities = new IdentityHashMap<>();

    /** Returns the number of a value, or {@value #UNKNOWN}. */
    int find(T value) {
        Integer number = identities.get(value);
        if (number == null) {
            number = numbers.get(value);
            if (number == null) {
                return UNKNOWN;
            }
            remember(value, number);
        }
        return number;
    }

    /** Returns the number of a value, a new one if it has none. */
    int number(T value) {
        int known = find(value);
        if (known != UNKNOWN) {
            return known;
        }
        int next = values.size();
        values.add(value);
        numbers.put(value, next);
        remember(value, next);
        return next;
    }

    T get(int number) {
        return values.get(number);
    }

    List<T> values() {
        return List.copyOf(values);
    }

    int size() {
        return values.size();
    }

    private void remember(T value, int number) {
        if (identities.size() >= MOST_IDENTITIES) {
            identities.clear();
        }
        identities.put(value, number);
    }
}
