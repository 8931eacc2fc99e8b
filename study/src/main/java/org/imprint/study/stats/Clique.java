package org.imprint.study.stats;

import java.util.List;

/**
 * Methods of which no two are told apart: a bar of the diagram.
 *
 * @param members positions in {@link Comparison#methods()}, rising; contiguous except in {@code reference} semantics
 */
public record Clique(List<Integer> members) {

    /** Copies the list. */
    public Clique {
        members = List.copyOf(members);
    }

    /** Returns where a bar begins. */
    public int first() {
        return members.get(0);
    }

    /** Returns where a bar ends. */
    public int last() {
        return members.get(members.size() - 1);
    }

    /** Returns whether a bar from first to last covers members only. */
    public boolean isContiguous() {
        return last() - first() + 1 == members.size();
    }
}
