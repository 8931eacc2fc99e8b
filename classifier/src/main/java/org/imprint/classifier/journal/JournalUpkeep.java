package org.imprint.classifier.journal;

import java.time.Clock;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.GoldenQuestions;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.matrix.Parallel;

/** When the upkeep of a journaled classifier is due, and what it may cost. */
final class JournalUpkeep {

    /** A journal is never long below this. */
    private static final long LEAST_BYTES = 64L << 20;

    /** Changes that are made again after a kill: some ten milliseconds each where there are many examples. */
    private static final long MOST_RECORDS = 1000;

    /** Multiplications of leave-one-out that a machine does in some seconds. */
    private static final double MOST_WORK = 1e12;

    private JournalUpkeep() {}

    /** Returns whether a journal is to be taken in: it has many records, or is as long as its file and not short. */
    static boolean isLong(JournalFile journal, long fileBytes) {
        return journal.records() > MOST_RECORDS || journal.bytes() > Math.max(LEAST_BYTES, fileBytes);
    }

    /**
     * Returns whether what is derived is found in some seconds: n examples of d numbers are compared with p proxies and, for thresholds, with
     * one another.
     */
    static boolean isCheap(ClassifierState state) {
        double n = state.classes().stream().mapToDouble(LearnedClass::learned).sum();
        double p = state.classes().stream().mapToDouble(c -> c.proxies().rows()).sum();
        double others = state.settings().certainty().rejection().isPresent() ? n : 0;
        return n * (p + others) * state.settings().dim() <= MOST_WORK;
    }

    /** Returns the contents as a file has them: calibrated, with the golden questions answered. */
    static ClassifierContents calibrated(ClassifierContents contents, Parallel parallel) {
        EmbeddingClassifier asked =
                EmbeddingClassifier.of(contents.state(), contents.history(), parallel, Clock.systemUTC());
        asked.calibrate();
        EmbeddingClassifier.Moment now = asked.moment();
        return contents.with(now.state(), now.history()).with(GoldenQuestions.askedAgain(contents.golden(), asked));
    }
}
