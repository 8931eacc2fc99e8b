package org.imprint.vision.embed;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.RgbImage;

/** Noise of 12 x 10 pixels; counts what is decoded, and fails at some if told to. */
class NoiseSource implements SampleSource {
    final Set<Integer> decoded = ConcurrentHashMap.newKeySet();
    final AtomicInteger decodings = new AtomicInteger();
    final Set<Integer> failing = ConcurrentHashMap.newKeySet();
    final AtomicInteger inside = new AtomicInteger();
    private final int[] seeds;

    NoiseSource(int size) {
        this(IntStream.range(0, size).toArray());
    }

    /** Image i is the one of seed i, and so is its id. */
    NoiseSource(int... seeds) {
        this.seeds = seeds;
    }

    @Override
    public String name() {
        return "noise";
    }

    @Override
    public int size() {
        return seeds.length;
    }

    @Override
    public List<String> classNames() {
        return List.of("even", "odd");
    }

    @Override
    public int label(int i) {
        return seeds[i] & 1;
    }

    @Override
    public String id(int i) {
        return "noise/" + seeds[i];
    }

    @Override
    public ContentDigest digest(int i) {
        return ContentDigest.of(noise(i));
    }

    @Override
    public RgbImage image(int i) {
        inside.incrementAndGet();
        try {
            decoded.add(seeds[i]);
            decodings.incrementAndGet();
            if (failing.contains(seeds[i])) {
                throw new DataException("noise/" + seeds[i] + ": is not an image");
            }
            return noise(i);
        } finally {
            inside.decrementAndGet();
        }
    }

    private RgbImage noise(int i) {
        SplittableRandom random = new SplittableRandom(seeds[i]);
        byte[] pixels = new byte[3 * 12 * 10];
        random.nextBytes(pixels);
        return new RgbImage(12, 10, pixels);
    }
}
