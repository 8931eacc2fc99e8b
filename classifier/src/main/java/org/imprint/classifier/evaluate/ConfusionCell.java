package org.imprint.classifier.evaluate;

import java.util.List;
import java.util.Optional;

/**
 * The images of one true class that got one answer.
 *
 * @param trueClass the true class
 * @param answer the answer; empty where they were taken for none of the classes
 * @param images their names, in the order they were judged; at least one
 */
public record ConfusionCell(String trueClass, Optional<String> answer, List<String> images) {

    /** Copies the list. */
    public ConfusionCell {
        images = List.copyOf(images);
    }

    /** Returns how many images there are. */
    public int count() {
        return images.size();
    }

    /** Returns whether the answer is the true class. */
    public boolean isRight() {
        return answer.filter(trueClass::equals).isPresent();
    }
}
