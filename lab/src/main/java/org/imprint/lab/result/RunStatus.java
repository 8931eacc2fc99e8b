package org.imprint.lab.result;

import org.imprint.core.Named;

/** What became of a run, in one word. */
public enum RunStatus implements Named {
    /** Finished. */
    DONE("done"),
    /** Not run because another run gives the same answers. */
    EQUAL("equal"),
    /** Threw. */
    FAILED("failed");

    private final String wireName;

    RunStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
