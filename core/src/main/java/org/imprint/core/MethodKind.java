package org.imprint.core;

import java.util.List;

/**
 * What is known of a method before its numbers are chosen, with the order that people are shown methods in.
 *
 * <p>Two kinds of one type and wire name are equal. Ours come first, in their own order, then others by name.
 *
 * @param <K> the type of kind
 */
public abstract class MethodKind<K extends MethodKind<K>> implements Named, Comparable<K> {

    private final String wireName;
    private final String title;

    /**
     * Checks the name.
     *
     * @param what what it names; begins the error
     * @param wireName the name in files and on the command line
     * @param title the name that people read
     */
    protected MethodKind(String what, String wireName, String title) {
        this.wireName = Named.checked(what, wireName);
        this.title = title;
    }

    /** Returns the kinds of this toolkit, in the order in which people are shown them. */
    protected abstract List<K> inOrder();

    @Override
    public final String wireName() {
        return wireName;
    }

    /** Returns the name that people read, such as {@code k-means}. */
    public final String title() {
        return title;
    }

    @Override
    public final int compareTo(K other) {
        MethodKind<K> that = other;
        int byPlace = Integer.compare(place(), that.place());
        return byPlace != 0 ? byPlace : wireName.compareTo(that.wireName);
    }

    private int place() {
        int place = inOrder().indexOf(this);
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof MethodKind<?> kind && kind.getClass() == getClass() && kind.wireName.equals(wireName);
    }

    @Override
    public final int hashCode() {
        return wireName.hashCode();
    }

    /** Returns the wire name. */
    @Override
    public final String toString() {
        return wireName;
    }
}
