package org.imprint.classifier.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.file.FileClaim;

/** A segment that this process alone adds rows to, as long as it is open. */
final class SegmentWriter implements AutoCloseable {

    private static final AtomicLong COUNT = new AtomicLong();

    private final Segment segment;
    private final FileClaim claim;
    private final FileChannel keys;
    private final FileChannel rows;
    private int count;

    private SegmentWriter(Segment segment, FileClaim claim, int count) throws IOException {
        this.segment = segment;
        this.claim = claim;
        this.count = count;
        this.keys = FileChannel.open(segment.keys(), StandardOpenOption.WRITE);
        try {
            this.rows = FileChannel.open(segment.rows(), StandardOpenOption.WRITE);
        } catch (IOException e) {
            keys.close();
            throw e;
        }
    }

    /** Goes on with the newest segment that has room and that nobody writes to, or begins one, which others may have to make room for. */
    static SegmentWriter open(EmbeddingCache cache, Path folder, int dimension) throws IOException {
        Files.createDirectories(folder);
        List<Segment> there = EmbeddingCache.segments(folder);
        for (int i = there.size() - 1; i >= 0; i--) {
            Segment segment = there.get(i);
            Optional<SegmentWriter> found =
                    segment.size() + segment.rowBytes() + Segment.KEY_BYTES > cache.segmentBytes()
                            ? Optional.empty()
                            : tryContinue(segment);
            if (found.isPresent()) {
                return found.get();
            }
        }
        cache.makeRoom();
        while (true) {
            String name = String.format(
                    "%015d-%d-%d",
                    System.currentTimeMillis(), ProcessHandle.current().pid(), COUNT.incrementAndGet());
            Segment segment = new Segment(folder, name, dimension);
            Optional<FileClaim> claim =
                    Files.exists(segment.keys()) ? Optional.empty() : FileClaim.tryTake(segment.lock());
            if (claim.isPresent()) {
                return begin(segment, claim.get());
            }
        }
    }

    private static SegmentWriter begin(Segment segment, FileClaim claim) throws IOException {
        try {
            segment.create();
            return new SegmentWriter(segment, claim, 0);
        } catch (IOException | RuntimeException | Error e) {
            segment.remove();
            claim.close();
            throw e;
        }
    }

    private static Optional<SegmentWriter> tryContinue(Segment segment) throws IOException {
        Optional<FileClaim> claim = FileClaim.tryTake(segment.lock());
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Integer> slots = segment.tidied();
            if (slots.isPresent()) {
                return Optional.of(new SegmentWriter(segment, claim.get(), slots.get()));
            }
            segment.remove(); // its maker was killed before it had a header, or it is damaged
            claim.get().close();
            return Optional.empty();
        } catch (IOException | RuntimeException | Error e) {
            claim.get().close();
            throw e;
        }
    }

    Segment segment() {
        return segment;
    }

    /** Returns whether another row fits. */
    boolean hasRoom(long most) {
        return (count + 1L) * (segment.rowBytes() + Segment.KEY_BYTES) <= most && Files.exists(segment.keys());
    }

    /** Adds a row. @param elements d float32, little-endian */
    Segment.Key put(ContentDigest image, ByteBuffer elements) throws IOException {
        segment.put(keys, rows, count, image, elements);
        return new Segment.Key(count++, image, Segment.checksum(elements));
    }

    @Override
    public void close() throws IOException {
        try (claim;
                keys;
                rows) {
            return;
        }
    }
}
