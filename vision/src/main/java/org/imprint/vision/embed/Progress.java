package org.imprint.vision.embed;

/** Is told how far a long run has come; called by one thread at a time, after each batch that is safely stored. */
@FunctionalInterface
public interface Progress {

    /** Hears nothing. */
    Progress NONE = (done, total) -> {};

    /**
     * Takes the news.
     *
     * @param samples how many are stored, those of earlier runs included
     * @param total how many there will be
     */
    void done(long samples, long total);
}
