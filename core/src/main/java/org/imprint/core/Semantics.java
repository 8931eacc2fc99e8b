package org.imprint.core;

/**
 * Whose numbers a run gives: those we stand for, or those of the published code, defects included.
 *
 * <p>Where no defect is involved both give the same bits. Each place where they differ is one branch on this enum, listed
 * in {@code docs/deviations.md} with the size of its effect.
 */
public enum Semantics implements Named {
    /** The method as the paper describes it; the published code's defects are mended. The default. */
    CORRECTED("corrected"),
    /** The numbers of the published code (DATEXIS/IMPRINT at 8f19bcd) for the same seed. */
    REFERENCE("reference");

    private final String wireName;

    Semantics(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the constant with a wire name.
     *
     * @throws ImprintException if there is none, naming the legal ones
     */
    public static Semantics of(String wireName) {
        return Named.find("semantics", Semantics.class, wireName);
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns whether the published code's numbers, defects included, are wanted. */
    public boolean isReference() {
        return this == REFERENCE;
    }
}
