package org.imprint.serve.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.serve.model.ServedModel;

/** The numbers of one model, taken when they are asked for. */
record ModelMeters(MeterRegistry registry, ServedModel model) {

    void add() {
        gauge(
                "imprint.classes",
                "Classes of the model",
                m -> m.state().classes().size());
        gauge("imprint.examples", "Examples that the model has learned", ModelMeters::examples);
        gauge(
                "imprint.revision",
                "Number that grows with every change of the model",
                m -> m.classifier().revision());
        gauge("imprint.waiting.embeddings", "Embeddings that wait for their answers", ServedModel::waitingRows);
        gauge("imprint.waiting.images", "Images that wait to be embedded, or are", ServedModel::waitingImages);
        counter(
                "imprint.batches",
                "Batches of embeddings that were answered",
                m -> m.counts().batches());
        counter(
                "imprint.answers",
                "Embeddings that were answered",
                m -> m.counts().batchedRows());
        counter(
                "imprint.embeddings",
                "Images that the backbone embedded",
                m -> m.counts().embedded());
        counter(
                "imprint.embeddings.shared",
                "Images that were under way already",
                m -> m.counts().shared());
        counter(
                "imprint.images.unusable",
                "Images that could not be decoded or embedded",
                m -> m.counts().unusable());
        counter(
                "imprint.rejected",
                "Questions refused because too many waited",
                m -> m.counts().refused());
    }

    private static double examples(ServedModel model) {
        return model.state().classes().stream().mapToLong(LearnedClass::learned).sum();
    }

    private void gauge(String name, String help, ToDoubleFunction<ServedModel> value) {
        Gauge.builder(name, model, value)
                .description(help)
                .tag("model", model.name())
                .register(registry);
    }

    private void counter(String name, String help, ToDoubleFunction<ServedModel> value) {
        FunctionCounter.builder(name, model, value)
                .description(help)
                .tag("model", model.name())
                .register(registry);
    }
}
