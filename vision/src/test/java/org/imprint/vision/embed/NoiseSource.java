package org.imprint.vision.embed;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.RgbImage;

/** Noise of 12 x 10 pixels; counts what is decoded, and fails at one sample if told to. */
final class NoiseSource implements SampleSource {
    final Set<Integer> decoded = ConcurrentHashMap.newKeySet();
    final AtomicInteger decodings = new AtomicInteger();
    final AtomicInteger failing = new AtomicInteger(-1);
    final AtomicInteger inside = new AtomicInteger();
    private final int size;

    NoiseSource(int size) {
        this.size = size;
    }

    @Override
    public String name() {
        return "noise";
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<String> classNames() {
        return List.of("even", "odd");
    }

    @Override
    public int label(int i) {
        return i & 1;
    }

    @Override
    public String id(int i) {
        return "noise/" + i;
    }

    @Override
    public RgbImage image(int i) {
        inside.incrementAndGet();
        try {
            decoded.add(i);
            decodings.incrementAndGet();
            if (i == failing.get()) {
                throw new DataException("noise/" + i + ": is not an image");
            }
            SplittableRandom random = new SplittableRandom(i);
            byte[] pixels = new byte[3 * 12 * 10];
            random.nextBytes(pixels);
            return new RgbImage(12, 10, pixels);
        } finally {
            inside.decrementAndGet();
        }
    }
}
