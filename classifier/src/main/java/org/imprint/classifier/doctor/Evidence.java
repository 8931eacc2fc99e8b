package org.imprint.classifier.doctor;

import org.imprint.core.Named;

/** What a finding is read from, cheapest first. */
public enum Evidence implements Named {
    /** Labels alone: how many images each class has. */
    LABELS("labels"),
    /** The bytes or pixels of image files; no backbone is needed. */
    FILES("files"),
    /** Embeddings of a backbone. */
    EMBEDDINGS("embeddings");

    private final String wireName;

    Evidence(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
