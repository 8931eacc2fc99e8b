package org.imprint.serve.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.imprint.classifier.intake.ExamplePictures;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.serve.http.HttpProblem;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;
import org.imprint.vision.decode.base.ImageBudget;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.image.Thumbnail;
import org.imprint.vision.store.Precision;
import org.imprint.vision.store.RowProblem;

/**
 * Decodes and embeds images, as many at once as there are threads.
 *
 * <p>Every image is a batch of its own, so its embedding does not depend on its company; on two cores that is also the quickest. The same
 * file given again, by the same name, while it is under way is computed once.
 */
public final class ImageBatches {

    /** More images do not wait for each model. */
    static final int MOST_WAITING = 4096;

    private static final long LARGE = 100_000;

    private final Backbone backbone;
    private final ImageBudget budget;
    private final BatchThreads threads;
    private final BatchCounts counts;
    private final Map<Asked, CompletableFuture<Embedded>> underWay = new HashMap<>();
    private int waiting;

    /** Makes them. @param budget what one image may cost */
    public ImageBatches(Backbone backbone, ImageBudget budget, BatchThreads threads, BatchCounts counts) {
        this.backbone = backbone;
        this.budget = budget;
        this.threads = threads;
        this.counts = counts;
    }

    /** A file by the name under which it was given, which messages begin with. */
    private record Asked(String name, ContentDigest digest) {}

    /**
     * An image and its embedding.
     *
     * @param digest of the file's bytes
     * @param row [1, d], finite and not all zeros
     * @param image upright; of more than 100,000 pixels made as small as a picture of an example
     */
    public record Embedded(ContentDigest digest, FloatMatrix row, RgbImage image) {}

    /**
     * Embeds an image.
     *
     * @param name begins messages
     * @param file its bytes, not to be written to
     * @return fails with {@link ImprintException} if it cannot be used
     * @throws HttpProblem of status 429 if too many wait
     */
    public CompletableFuture<Embedded> embedded(String name, byte[] file) {
        Asked asked = new Asked(name, ContentDigest.of(file));
        CompletableFuture<Embedded> mine = new CompletableFuture<>();
        synchronized (this) {
            CompletableFuture<Embedded> same = underWay.get(asked);
            if (same != null) {
                counts.oneShared();
                return same;
            }
            if (waiting >= MOST_WAITING) {
                counts.oneRefused();
                throw new HttpProblem(429, waiting + " images wait to be embedded, which is the most; try again");
            }
            waiting++;
            underWay.put(asked, mine);
        }
        try {
            threads.images().execute(() -> compute(asked, file, mine));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            compute(asked, file, mine);
        }
        return mine;
    }

    /** Returns how many images wait or are computed. */
    public synchronized int waiting() {
        return waiting;
    }

    private void compute(Asked asked, byte[] file, CompletableFuture<Embedded> done) {
        Embedded made = null;
        Throwable failure = null;
        try {
            RgbImage image = ImageDecoder.decode(asked.name(), file, Orientation.UPRIGHT, budget);
            made = new Embedded(asked.digest(), row(asked, image), kept(image));
        } catch (CancellationException e) {
            failure = new HttpProblem(503, "the server is ending; ask again when it is back");
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        synchronized (this) {
            waiting--;
            underWay.remove(asked);
        }
        if (made != null) {
            done.complete(made);
            return;
        }
        if (failure instanceof ImprintException && !(failure instanceof HttpProblem)) {
            counts.oneUnusable();
        }
        done.completeExceptionally(failure);
    }

    /** A form of large images must not hold all their pixels until the last is embedded. */
    private static RgbImage kept(RgbImage image) {
        boolean isLarge = (long) image.width() * image.height() > LARGE;
        return isLarge ? Thumbnail.fit(image, ExamplePictures.SIDE) : image;
    }

    private FloatMatrix row(Asked asked, RgbImage image) {
        FloatMatrix row = backbone.embed(List.of(image));
        counts.oneEmbedded();
        RowProblem.of(row, 0, Precision.FLOAT32).ifPresent(problem -> {
            throw new ImprintException("embedding of " + asked.name() + " " + problem);
        });
        return row;
    }
}
