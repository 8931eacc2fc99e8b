package org.imprint.serve.guard;

import java.time.Duration;
import org.imprint.core.Checks;
import org.imprint.vision.decode.base.ImageBudget;

/**
 * How much one request may take, and how many there may be at once.
 *
 * @param bodyBytes most bytes of a request's body, in [1 024, 2³⁰]; more are answered 413
 * @param headerBytes most bytes of a request's line and headers, in [1 024, 65 536]; more are answered 431
 * @param images most images in one request, in [1, 100 000]
 * @param pixels most pixels of one image, in [1, 700 000 000], checked before memory is taken for them
 * @param inFlight most requests that are answered at the same time, in [1, 4 096]; more are answered 429
 * @param heavy most of these that go over all examples of a classifier, in [1, 64]; more are answered 429
 * @param time most time of an answer that is waited for, in [1 s, 1 h]; then 503
 */
public record Limits(int bodyBytes, int headerBytes, int images, int pixels, int inFlight, int heavy, Duration time) {

    private static final int MEBI = 1 << 20;
    private static final Duration MOST_TIME = Duration.ofHours(1);

    /** Checks the ranges. */
    public Limits {
        Checks.inRange("bytes of a body", bodyBytes, 1024, 1 << 30);
        Checks.inRange("bytes of headers", headerBytes, 1024, 65_536);
        Checks.inRange("images in a request", images, 1, 100_000);
        Checks.inRange("pixels of an image", pixels, 1, 700_000_000);
        Checks.inRange("requests in flight", inFlight, 1, 4096);
        Checks.inRange("heavy requests in flight", heavy, 1, 64);
        Checks.require(
                time.compareTo(Duration.ofSeconds(1)) >= 0 && time.compareTo(MOST_TIME) <= 0,
                "time of an answer must be in [PT1S, PT1H]",
                time);
    }

    /** Returns 64 MiB of body, 16 KiB of headers, 1 000 images of 50 million pixels, 256 in flight, two of them heavy, 60 s. */
    public static Limits standard() {
        return new Limits(64 * MEBI, 16 * 1024, 1000, 50_000_000, 256, 2, Duration.ofSeconds(60));
    }

    /** Returns these with another most bytes of a body. */
    public Limits withBodyBytes(int bytes) {
        return new Limits(bytes, headerBytes, images, pixels, inFlight, heavy, time);
    }

    /** Returns these with another most requests in flight. */
    public Limits withInFlight(int requests) {
        return new Limits(bodyBytes, headerBytes, images, pixels, requests, heavy, time);
    }

    /** Returns what one image may cost: never more than what the process allows of any. */
    public ImageBudget image() {
        ImageBudget most = ImageBudget.standard();
        return new ImageBudget(
                Math.min(pixels, most.pixels()),
                Math.min(bodyBytes, most.bytes()),
                time.compareTo(most.time()) < 0 ? time : most.time());
    }
}
