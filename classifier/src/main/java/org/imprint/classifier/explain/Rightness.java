package org.imprint.classifier.explain;

import java.util.Set;
import org.imprint.classifier.evaluate.Judged;
import org.imprint.core.Named;

/** What an answer is worth beside the truth. */
enum Rightness implements Named {
    /** The truth is not known. */
    OPEN("open"),
    RIGHT("right"),
    WRONG("wrong"),
    /** The true class is none of the classifier's. */
    FOREIGN("foreign");

    private final String wireName;

    Rightness(String wireName) {
        this.wireName = wireName;
    }

    static Rightness of(ExplainedImage image, Set<String> classes) {
        if (image.trueClass().isEmpty()) {
            return OPEN;
        }
        Judged judged = Judged.of(image.name(), image.trueClass().get(), image.prediction());
        if (!classes.contains(judged.trueClass())) {
            return FOREIGN;
        }
        return judged.isRight() ? RIGHT : WRONG;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
