package org.imprint.vision.embed.pipeline;

import java.util.BitSet;
import java.util.Optional;
import org.imprint.vision.data.ContentDigest;

/** The digests of a source's images, as far as they are known; 32 bytes each. */
public final class DigestList {

    private static final int LONGS = ContentDigest.BYTES / Long.BYTES;

    private final long[] values;
    private final BitSet known;

    /** Creates a list of which nothing is known. @param size n */
    public DigestList(int size) {
        values = new long[Math.multiplyExact(LONGS, size)];
        known = new BitSet(size);
    }

    /** Returns the digest of image i, if it is known. */
    public Optional<ContentDigest> get(int i) {
        int at = LONGS * i;
        return known.get(i)
                ? Optional.of(new ContentDigest(values[at], values[at + 1], values[at + 2], values[at + 3]))
                : Optional.empty();
    }

    /** Makes the digest of image i known; of several threads one at a time. */
    public void set(int i, ContentDigest digest) {
        int at = LONGS * i;
        values[at] = digest.a();
        values[at + 1] = digest.b();
        values[at + 2] = digest.c();
        values[at + 3] = digest.d();
        known.set(i);
    }
}
