package org.imprint.serve.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imprint.classifier.Answering;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.http.HttpProblem;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.IdentifiedImage;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;

/** One classifier while it is served. Safe for use by many threads. */
public final class ServedModel {

    private final String name;
    private final JournaledClassifier classifier;
    private final Optional<Backbone> backbone;
    private final Parallel parallel;

    /**
     * Serves a classifier.
     *
     * @param name by which clients ask for it
     * @param backbone of its images; empty if it answers for embeddings alone
     */
    public ServedModel(String name, JournaledClassifier classifier, Optional<Backbone> backbone, Parallel parallel) {
        this.name = name;
        this.classifier = classifier;
        this.backbone = backbone;
        this.parallel = parallel;
    }

    /** Returns the name by which clients ask for it. */
    public String name() {
        return name;
    }

    /** Returns the classifier, to be changed. */
    public JournaledClassifier classifier() {
        return classifier;
    }

    /** Returns the state that is on disk. */
    public ClassifierState state() {
        return classifier.contents().state();
    }

    /** Returns the backbone of its images; empty if it answers for embeddings alone. */
    public Optional<Backbone> backbone() {
        return backbone;
    }

    /** Returns the threads that long questions may use. */
    public Parallel parallel() {
        return parallel;
    }

    /** Answers for embeddings [n, d], together with others that are asked for at the same time. */
    public CompletableFuture<List<Prediction>> answers(FloatMatrix rows) {
        try {
            return CompletableFuture.completedFuture(Answering.predict(state(), rows, parallel));
        } catch (ImprintException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Embeds images, together with others that are given at the same time; an image that cannot be used is no error. */
    public CompletableFuture<List<EmbeddedImage>> embedded(List<GivenImage> images) {
        Backbone model = backbone.orElseThrow(
                () -> new HttpProblem(400, "model " + name + " answers for embeddings, not for images"));
        List<EmbeddedImage> all = new ArrayList<>();
        for (GivenImage given : images) {
            all.add(embedded(model, given));
        }
        return CompletableFuture.completedFuture(all);
    }

    private static EmbeddedImage embedded(Backbone model, GivenImage given) {
        try {
            IdentifiedImage image = ImageDecoder.identified(given.name(), given.bytes(), Orientation.UPRIGHT);
            FloatMatrix row = model.embed(List.of(image.image()));
            return new EmbeddedImage(
                    given.name(), Optional.of(new EmbeddedImage.Usable(image.digest(), row, image.image())), "");
        } catch (ImprintException e) {
            return new EmbeddedImage(given.name(), Optional.empty(), e.getMessage());
        }
    }
}
