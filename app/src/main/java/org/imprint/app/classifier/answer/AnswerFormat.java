package org.imprint.app.classifier.answer;

import org.imprint.core.Named;

/** The forms of an answer. */
public enum AnswerFormat implements Named {
    /** For people: bars on a terminal, else a line for each image. */
    TEXT("text"),
    /** One JSON object on a line for each image. */
    JSON("json"),
    /** A header, then a line for each image, or so many as classes of it are asked for. */
    CSV("csv");

    private final String wireName;

    AnswerFormat(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
