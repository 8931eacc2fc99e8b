package org.imprint.serve.api;

import java.util.Optional;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.change.History;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.file.BackboneMark;
import org.imprint.classifier.state.ClassifierSettings;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Keeping;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.RecipeWords;
import org.imprint.core.unknown.KnownScore;
import org.imprint.serve.model.ServedModel;

/**
 * What is told of a model.
 *
 * @param revision grows with every change
 * @param backbone null where embeddings are asked for, not images
 * @param undo what undo would take back, or null
 * @param redo what redo would make again, or null
 */
record ModelCard(
        String name,
        String kind,
        long revision,
        boolean readOnly,
        int dimension,
        BackboneCard backbone,
        String recipe,
        int classes,
        long examples,
        boolean keepsExamples,
        UnknownCard unknown,
        String probabilities,
        String undo,
        String redo) {

    /** Its backbone. @param width of images as it takes them @param height of images as it takes them */
    record BackboneCard(String name, String sha256, int width, int height) {
        static BackboneCard of(BackboneMark mark) {
            return new BackboneCard(
                    mark.descriptor().name(),
                    mark.sha256(),
                    mark.descriptor().preprocessing().width(),
                    mark.descriptor().preprocessing().height());
        }
    }

    /** When an answer is taken for none of the classes. @param falseReject α; null for never @param score null for never */
    record UnknownCard(Double falseReject, String score) {
        static UnknownCard of(ClassifierState state) {
            Optional<Rejection> rejection = state.settings().certainty().rejection();
            KnownScore score = state.calibration().known().score();
            return new UnknownCard(
                    rejection.map(Rejection::alpha).orElse(null),
                    rejection.map(r -> score.wireName()).orElse(null));
        }
    }

    static ModelCard of(ServedModel model, boolean readOnly) {
        long revision = model.classifier().revision(); // before the contents: too old a number is asked for again
        EmbeddingClassifier.Moment moment = model.classifier().moment();
        ClassifierState state = moment.state();
        ClassifierSettings settings = state.settings();
        return new ModelCard(
                model.name(),
                kind(model),
                revision,
                readOnly,
                settings.dim(),
                model.classifier().backbone().map(BackboneCard::of).orElse(null),
                RecipeWords.of(settings),
                state.classes().size(),
                examples(state),
                settings.keeping() == Keeping.EXAMPLES,
                UnknownCard.of(state),
                settings.certainty().probabilities().wireName(),
                undo(moment.history()),
                redo(moment.history()));
    }

    /** Returns what a model answers for. */
    static String kind(ServedModel model) {
        return model.backbone().isPresent() ? "images" : "embeddings";
    }

    /** Returns n of all classes. */
    static long examples(ClassifierState state) {
        return state.classes().stream().mapToLong(LearnedClass::learned).sum();
    }

    private static String undo(History history) {
        HistoryEntry last = history.done().isEmpty()
                ? null
                : history.done().get(history.done().size() - 1);
        return last == null || !last.isUndoable() ? null : last.change().sentence();
    }

    private static String redo(History history) {
        return history.undone().isEmpty() ? null : history.lastUndone().change().sentence();
    }
}
