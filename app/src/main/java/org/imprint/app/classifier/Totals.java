package org.imprint.app.classifier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.imprint.app.opened.OpenedClassifier;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.text.Digits;

/** How large a classifier is, said after every change. */
record Totals(int classes, int examples) {

    static Totals of(ClassifierState state) {
        return new Totals(
                state.classes().size(),
                state.classes().stream().mapToInt(LearnedClass::learned).sum());
    }

    /** Returns {@code birds.imprint: 5 classes, 112 examples}. */
    static String line(OpenedClassifier opened) {
        return opened.file() + ": " + of(opened.embeddings().state());
    }

    void addTo(ObjectNode to) {
        to.put("classes", classes).put("examples", examples);
    }

    @Override
    public String toString() {
        return Digits.count(classes) + (classes == 1 ? " class, " : " classes, ") + Digits.count(examples, "example");
    }
}
