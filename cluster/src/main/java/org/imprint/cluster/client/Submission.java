package org.imprint.cluster.client;

/**
 * What submitting did with a job.
 *
 * @param job its name; the repetition's if there is one
 * @param action what was done
 * @param indexes how many indexes that concerns
 */
public record Submission(String job, Action action, int indexes) {

    /** What was done. */
    public enum Action {
        /** It was not there and is now. */
        CREATED,
        /** A repetition of what is missing was made. */
        REPEATED,
        /** Nothing: all that is not complete is under way. */
        UNDER_WAY,
        /** Nothing: it is complete. */
        COMPLETE
    }
}
