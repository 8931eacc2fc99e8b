package org.imprint.lab.run;

/** Is told how a sweep gets on; calls come from several threads. */
public interface RunListener {

    /**
     * Tells how many combinations have an outcome.
     *
     * @param done those of earlier starts included
     * @param total of the plan
     */
    void progress(long done, long total);

    /** Tells that a run failed. */
    void failed(String combination, String error);
}
