package org.imprint.serve.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.batch.AnswerBatches;
import org.imprint.serve.batch.BatchCounts;
import org.imprint.serve.batch.BatchThreads;
import org.imprint.serve.batch.ImageBatches;
import org.imprint.serve.http.HttpProblem;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.decode.base.ImageBudget;

/** One classifier while it is served. Safe for use by many threads. */
public final class ServedModel {

    private final String name;
    private final JournaledClassifier classifier;
    private final Optional<Backbone> backbone;
    private final Parallel parallel;
    private final BatchCounts counts = new BatchCounts();
    private final AnswerBatches answers;
    private final Optional<ImageBatches> images;

    /**
     * Serves a classifier.
     *
     * @param name by which clients ask for it
     * @param backbone of its images; empty if it answers for embeddings alone
     * @param threads that compute; stay the caller's to close, after the server
     * @param budget what one image may cost
     */
    public ServedModel(
            String name,
            JournaledClassifier classifier,
            Optional<Backbone> backbone,
            BatchThreads threads,
            ImageBudget budget) {
        this.name = name;
        this.classifier = classifier;
        this.backbone = backbone;
        this.parallel = threads.parallel();
        this.answers = new AnswerBatches(this::state, threads, counts);
        this.images = backbone.map(model -> new ImageBatches(model, budget, threads, counts));
    }

    /** Serves a classifier by threads of its own, which end when they have nothing to do. */
    public ServedModel(String name, JournaledClassifier classifier, Optional<Backbone> backbone, Parallel parallel) {
        this(
                name,
                classifier,
                backbone,
                new BatchThreads(Runtime.getRuntime().availableProcessors(), parallel),
                ImageBudget.standard());
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
        return classifier.state();
    }

    /** Returns the backbone of its images; empty if it answers for embeddings alone. */
    public Optional<Backbone> backbone() {
        return backbone;
    }

    /** Returns the threads that long questions may use. */
    public Parallel parallel() {
        return parallel;
    }

    /** Returns what was computed so far. */
    public BatchCounts counts() {
        return counts;
    }

    /** Returns how many embeddings wait for their answers. */
    public int waitingRows() {
        return answers.waiting();
    }

    /** Returns how many images wait to be embedded, or are. */
    public int waitingImages() {
        return images.map(ImageBatches::waiting).orElse(0);
    }

    /**
     * Answers for embeddings [n, d], together with others that are asked for at the same time, all by one state. Fails where
     * {@link org.imprint.classifier.EmbeddingClassifier#predict(FloatMatrix)} does.
     *
     * @throws HttpProblem of status 429 if too many wait
     */
    public CompletableFuture<List<Prediction>> answers(FloatMatrix rows) {
        return answers.answers(rows);
    }

    /**
     * Embeds images, beside others that are given at the same time; an image that cannot be used is no error.
     *
     * @throws HttpProblem of status 400 if this answers for embeddings, of 429 if too many wait
     */
    public CompletableFuture<List<EmbeddedImage>> embedded(List<GivenImage> given) {
        ImageBatches batches = images.orElseThrow(
                () -> new HttpProblem(400, "model " + name + " answers for embeddings, not for images"));
        List<CompletableFuture<EmbeddedImage>> all = new ArrayList<>();
        for (GivenImage image : given) {
            all.add(batches.embedded(image.name(), image.bytes())
                    .handle((made, failure) -> told(image, made, failure)));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(none -> all.stream().map(CompletableFuture::join).toList());
    }

    private static EmbeddedImage told(GivenImage given, ImageBatches.Embedded made, Throwable failure) {
        if (failure == null) {
            return new EmbeddedImage(
                    given.name(), Optional.of(new EmbeddedImage.Usable(made.digest(), made.row(), made.image())), "");
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ImprintException problem && !(cause instanceof HttpProblem)) {
            return new EmbeddedImage(given.name(), Optional.empty(), problem.getMessage());
        }
        throw new CompletionException(cause);
    }
}
