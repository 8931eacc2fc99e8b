package org.imprint.classifier.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.state.Example;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;

/** A change as it stands in a journal: made again on the same classifier, it gives the same one. */
sealed interface JournaledChange {

    /** Makes the change. Returns what it is told by: how many examples, or the entry of the history. */
    Object make(EmbeddingClassifier classifier);

    /** Returns small pictures that come with it. */
    default Map<ContentDigest, byte[]> pictures() {
        return Map.of();
    }

    /** Examples are learned. @param rows [n, d] @param small pictures of some of them */
    record Learn(String className, List<Example> examples, FloatMatrix rows, Map<ContentDigest, byte[]> small)
            implements JournaledChange {
        @Override
        public Object make(EmbeddingClassifier classifier) {
            return classifier.learn(className, examples, rows);
        }

        @Override
        public Map<ContentDigest, byte[]> pictures() {
            return small;
        }
    }

    /** Examples are forgotten. */
    record ForgetExamples(Set<ContentDigest> which) implements JournaledChange {
        @Override
        public Object make(EmbeddingClassifier classifier) {
            return classifier.forget(which, "by hand");
        }
    }

    /** Examples change their class. */
    record Move(Set<ContentDigest> which, String into) implements JournaledChange {
        @Override
        public Object make(EmbeddingClassifier classifier) {
            return classifier.move(which, into);
        }
    }

    /** A class is forgotten. */
    record ForgetClass(String className) implements JournaledChange {
        @Override
        public Object make(EmbeddingClassifier classifier) {
            classifier.forget(className);
            return 1;
        }
    }

    /** A class gets another name. */
    record Rename(String from, String to) implements JournaledChange {
        @Override
        public Object make(EmbeddingClassifier classifier) {
            classifier.rename(from, to);
            return 1;
        }
    }

    /** A class goes into another. */
    record Merge(String from, String into) implements JournaledChange {
        @Override
        public Object make(EmbeddingClassifier classifier) {
            classifier.merge(from, into);
            return 1;
        }
    }

    /** The last change is taken back. */
    record Undo() implements JournaledChange {
        @Override
        public Object make(EmbeddingClassifier classifier) {
            return classifier.undo();
        }
    }

    /** The change last taken back is made again. */
    record Redo() implements JournaledChange {
        @Override
        public Object make(EmbeddingClassifier classifier) {
            return classifier.redo();
        }
    }

    /** Another share of known images may be taken for unknown. @param alpha empty for none */
    record Reject(Optional<Double> alpha) implements JournaledChange {
        @Override
        public Object make(EmbeddingClassifier classifier) {
            classifier.reject(alpha);
            return 1;
        }
    }
}
