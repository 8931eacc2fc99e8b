package org.imprint.study.reproduce;

/** Is told how a reproduction gets on; progress may be told from several threads. */
public interface ReproductionListener {

    /** Tells what begins, in a sentence. */
    void begins(String sentence);

    /**
     * Tells how much of what began last is done.
     *
     * @param what a plural noun, such as {@code images}
     */
    void progress(String what, long done, long total);
}
