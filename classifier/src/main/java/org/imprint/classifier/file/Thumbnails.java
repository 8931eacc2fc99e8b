package org.imprint.classifier.file;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.imprint.core.Checks;
import org.imprint.vision.data.ContentDigest;

/**
 * Small pictures of examples, as PNG or JPEG files, by the digest of the image.
 *
 * <p>They may lie in a file and are then read one by one, when asked for. Immutable; may be shared by threads.
 */
public final class Thumbnails {

    /** The largest picture in bytes. */
    public static final int MAX_BYTES = 1 << 16;

    /** How many there are at most. */
    public static final int MAX_COUNT = 1 << 20;

    private static final Thumbnails NONE = new Thumbnails(Set.of(), digest -> new byte[0]);

    private final Set<ContentDigest> digests;
    private final Function<ContentDigest, byte[]> pictures;

    private Thumbnails(Set<ContentDigest> digests, Function<ContentDigest, byte[]> pictures) {
        this.digests = digests;
        this.pictures = pictures;
    }

    /** Returns no thumbnails. */
    public static Thumbnails none() {
        return NONE;
    }

    /**
     * Returns some thumbnails.
     *
     * @param pictures bytes of a PNG or JPEG file each, not to be written to afterwards
     * @throws org.imprint.core.ImprintException if one is empty or has more than {@value #MAX_BYTES} bytes
     */
    public static Thumbnails of(Map<ContentDigest, byte[]> pictures) {
        Checks.inRange("number of thumbnails", pictures.size(), 0, MAX_COUNT);
        pictures.values().forEach(p -> Checks.inRange("bytes of a thumbnail", p.length, 1, MAX_BYTES));
        Map<ContentDigest, byte[]> sorted = new TreeMap<>(pictures);
        return new Thumbnails(Set.copyOf(sorted.keySet()), sorted::get);
    }

    /** Returns thumbnails that are read when they are asked for. */
    static Thumbnails lazily(Set<ContentDigest> digests, Function<ContentDigest, byte[]> reading) {
        return new Thumbnails(Set.copyOf(digests), reading);
    }

    /** Returns the digests of those images that have one. */
    public Set<ContentDigest> digests() {
        return digests;
    }

    /**
     * Returns the picture of an image, if there is one; the array is not to be written to.
     *
     * @throws org.imprint.core.ImprintException if the file that it lies in is damaged there
     */
    public Optional<byte[]> find(ContentDigest image) {
        return digests.contains(image) ? Optional.of(pictures.apply(image)) : Optional.empty();
    }

    /** Returns these and others; of two of one image, the other. */
    public Thumbnails plus(Thumbnails others) {
        if (others.digests.isEmpty() || digests.isEmpty()) {
            return digests.isEmpty() ? others : this;
        }
        Set<ContentDigest> all = new HashSet<>(digests);
        all.addAll(others.digests);
        Checks.inRange("number of thumbnails", all.size(), 0, MAX_COUNT);
        return new Thumbnails(
                Set.copyOf(all), d -> others.digests.contains(d) ? others.pictures.apply(d) : pictures.apply(d));
    }
}
