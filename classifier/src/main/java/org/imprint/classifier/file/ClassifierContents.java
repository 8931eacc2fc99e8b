package org.imprint.classifier.file;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.imprint.classifier.change.History;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.state.ClassifierSettings;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Keeping;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.SelfQuestion;
import org.imprint.classifier.state.Workshop;
import org.imprint.core.ImprintException;
import org.imprint.core.gen.ClassGenerator;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.unknown.KnownScore;

/**
 * What a file keeps of a classifier.
 *
 * @param state classes, proxies and examples
 * @param history what was done, so that it can be told and taken back
 * @param backbone where the embeddings come from; empty if they are no images'
 * @param thumbnails pictures of examples; those of images that are no examples any more, nor in the history, are not written
 * @param golden questions with answers
 * @param more further texts by key, such as JSON of a version to come: what this version does not know is kept
 */
public record ClassifierContents(
        ClassifierState state,
        History history,
        Optional<BackboneMark> backbone,
        Thumbnails thumbnails,
        GoldenAnswers golden,
        Map<String, String> more) {

    /** Copies and sorts the texts. */
    public ClassifierContents {
        more = Collections.unmodifiableMap(new TreeMap<>(more));
    }

    /** Returns the contents of a classifier of embeddings, without anything besides. */
    public static ClassifierContents of(ClassifierState state, History history) {
        return new ClassifierContents(
                state, history, Optional.empty(), Thumbnails.none(), GoldenAnswers.none(), Map.of());
    }

    /** Returns the contents with another state and history. */
    public ClassifierContents with(ClassifierState otherState, History otherHistory) {
        return new ClassifierContents(otherState, otherHistory, backbone, thumbnails, golden, more);
    }

    /** Returns the contents with a backbone. */
    public ClassifierContents with(BackboneMark mark) {
        return new ClassifierContents(state, history, Optional.of(mark), thumbnails, golden, more);
    }

    /** Returns the contents with other thumbnails. */
    public ClassifierContents with(Thumbnails others) {
        return new ClassifierContents(state, history, backbone, others, golden, more);
    }

    /** Returns the contents with other golden answers. */
    public ClassifierContents with(GoldenAnswers others) {
        return new ClassifierContents(state, history, backbone, thumbnails, others, more);
    }

    /** Returns the contents with one more text, or another of the key. */
    public ClassifierContents withText(String key, String text) {
        Map<String, String> texts = new HashMap<>(more);
        texts.put(key, text);
        return new ClassifierContents(state, history, backbone, thumbnails, golden, texts);
    }

    /**
     * Returns the contents without examples, their pictures, and what is needed to take changes back: a small file of proxies, with
     * the sums that least squares learns on from.
     *
     * @throws ImprintException if the recipe or the score of unknown images needs them, and no other can be found
     */
    public ClassifierContents withoutExamples() {
        ClassifierSettings s = state.settings();
        s.requireNoExamples();
        boolean learnsClassByClass = s.recipe().generator() instanceof ClassGenerator;
        ClassifierSettings small = learnsClassByClass ? s.with(Keeping.PROXIES) : s;
        KnownScore score = state.calibration().known().score();
        ClassifierState calibrated = score.needsExamples() ? withAnotherScore(score) : state;
        ClassifierState proxies = new Workshop(small, Parallel.serial())
                .restored(
                        calibrated.classes().stream()
                                .map(LearnedClass::withoutExamples)
                                .toList(),
                        state.sums())
                .with(calibrated.calibration());
        List<HistoryEntry> told = history.done().stream()
                .map(e -> new HistoryEntry(e.number(), e.at(), e.change(), List.of()))
                .toList();
        return new ClassifierContents(proxies, new History(told, List.of()), backbone, Thumbnails.none(), golden, more);
    }

    private ClassifierState withAnotherScore(KnownScore score) {
        SelfQuestion.obstacle(state).ifPresent(why -> {
            throw new ImprintException("the score " + score.wireName()
                    + " needs the examples, which are not to be kept, and another cannot be found: leave-one-out "
                    + why);
        });
        return SelfQuestion.calibrated(
                state, SelfQuestion.of(state, Parallel.serial()), Keeping.PROXIES, Parallel.serial());
    }
}
