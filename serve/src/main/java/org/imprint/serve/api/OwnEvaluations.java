package org.imprint.serve.api;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.serve.model.ServedModel;

/** Evaluations of models on their own examples: made once for each state, however often they are asked for. */
final class OwnEvaluations {

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final LongWork work;

    OwnEvaluations(LongWork work) {
        this.work = work;
    }

    private record Kept(ClassifierState state, CompletableFuture<EvaluationAnswer> answer) {}

    /** Returns the one of a model as it is now; if a client does not wait for its end, the next that asks finds it done. */
    CompletableFuture<EvaluationAnswer> of(ServedModel model) {
        ClassifierState state = model.state();
        return kept.compute(model.name(), (name, before) -> {
                    boolean isSame = before != null
                            && before.state() == state
                            && !before.answer().isCompletedExceptionally();
                    return isSame
                            ? before
                            : new Kept(state, work.begin(() -> EvaluationAnswer.ofExamples(state, model.parallel())));
                })
                .answer();
    }
}
