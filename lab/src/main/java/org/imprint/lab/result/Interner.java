package org.imprint.lab.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives equal values one small number. A value that was asked for before is known again by its identity, without hashing mappings
 * of a thousand entries; callers that keep using one object for equal values pay for it once.
 */
public final class Interner<T> {

    /** What {@link #find} returns for a value without a number. */
    public static final int UNKNOWN = -1;

    /** So many objects are remembered by identity; a caller that makes new ones all the time must not fill the heap. */
    private static final int MOST_IDENTITIES = 50_000;

    private final List<T> values = new ArrayList<>();
    private final Map<T, Integer> numbers = new HashMap<>();
    private final Map<T, Integer> identities = new IdentityHashMap<>();

    /** Returns the number of a value, or {@value #UNKNOWN}. */
    public int find(T value) {
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
    public int number(T value) {
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

    /** Returns the value with a number. */
    public T get(int number) {
        return values.get(number);
    }

    /** Returns the values in the order of their numbers, from 0. */
    public List<T> values() {
        return List.copyOf(values);
    }

    /** Returns how many values have a number. */
    public int size() {
        return values.size();
    }

    private void remember(T value, int number) {
        if (identities.size() >= MOST_IDENTITIES) {
            identities.clear();
        }
        identities.put(value, number);
    }
}
