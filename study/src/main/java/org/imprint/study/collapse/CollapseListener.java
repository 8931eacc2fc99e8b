package org.imprint.study.collapse;

/** Is told of measurements as they end, one after the other. What it throws ends the whole run. */
public interface CollapseListener {

    /** A measurement is done. */
    void measured(Measurement measurement);

    /** A measurement was not done because its result is known already. */
    void known(CollapseKey key);

    /**
     * Measurements could not be done.
     *
     * @param what names them
     * @param count how many they are, ≥ 1
     * @param error why, in one sentence
     */
    void failed(String what, int count, String error);
}
