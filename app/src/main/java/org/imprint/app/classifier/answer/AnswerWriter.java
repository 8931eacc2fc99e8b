package org.imprint.app.classifier.answer;

import org.imprint.classifier.Prediction;

/** Writes answers one after the other. */
public interface AnswerWriter {

    /** Writes what was answered for an image. */
    void answer(String image, Prediction answer);

    /**
     * Writes that there is no answer for an image; people are told elsewhere.
     *
     * @param reason a sentence
     */
    default void failure(String image, String reason) {}
}
