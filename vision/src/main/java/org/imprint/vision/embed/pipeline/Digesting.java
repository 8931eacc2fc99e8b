package org.imprint.vision.embed.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;

/** Reads all images without decoding them, to know which rows of an earlier run are theirs. */
public final class Digesting {

    private static final int AT_ONCE = 256;

    private Digesting() {}

    /** Fills the list; an image that cannot be read stays unknown, and whoever decodes it will say why. */
    public static void run(SampleSource source, DigestList digests, int workers) throws InterruptedException {
        ExecutorService pool = Workers.start(workers);
        List<Future<?>> parts = new ArrayList<>();
        try {
            for (int from = 0; from < source.size(); from += AT_ONCE) {
                int first = from;
                int to = Math.min(source.size(), from + AT_ONCE);
                parts.add(pool.submit(() -> digest(source, digests, first, to)));
            }
            for (Future<?> part : parts) {
                Workers.result(part);
            }
        } finally {
            parts.forEach(f -> f.cancel(false));
            Workers.end(pool);
        }
    }

    private static void digest(SampleSource source, DigestList digests, int from, int to) {
        for (int i = from; i < to; i++) {
            try {
                ContentDigest digest = source.digest(i);
                synchronized (digests) {
                    digests.set(i, digest);
                }
            } catch (DataException e) {
                continue;
            }
        }
    }
}
