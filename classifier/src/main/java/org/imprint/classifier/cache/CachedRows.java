package org.imprint.classifier.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.vision.data.ContentDigest;

/**
 * The rows of one space, as they were when they were opened and with those put in since.
 *
 * <p>Safe for several threads; one at a time reads or writes.
 */
public final class CachedRows implements AutoCloseable {

    private final EmbeddingCache cache;
    private final Optional<Path> folder;
    private final int dimension;
    private final Map<ContentDigest, Place> index = new HashMap<>();
    private final Map<Segment, FileChannel> open = new HashMap<>();
    private final ByteBuffer row;
    private Optional<SegmentWriter> writer = Optional.empty();
    private boolean writable;

    private record Place(Segment segment, Segment.Key key) {}

    CachedRows(EmbeddingCache cache, Optional<Path> folder, int dimension) {
        this.cache = cache;
        this.folder = folder;
        this.dimension = dimension;
        this.writable = folder.isPresent();
        this.row = ByteBuffer.allocateDirect(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try {
            load();
        } catch (IOException e) {
            cache.tell("read", e);
        }
    }

    private void load() throws IOException {
        if (folder.isPresent()) {
            for (Segment segment : EmbeddingCache.segments(folder.get())) {
                for (Segment.Key key : segment.load()) {
                    index.put(key.digest(), new Place(segment, key));
                }
            }
        }
    }

    /** Returns how many rows there are, as far as their keys tell. */
    public synchronized int size() {
        return index.size();
    }

    /**
     * Copies the row of an image, if it is there; one that turns out to be damaged or gone is not, from then on.
     *
     * @param out receives d numbers from {@code offset} on; untouched where there is no row
     */
    public synchronized boolean read(ContentDigest image, float[] out, int offset) {
        Place place = index.get(image);
        if (place == null) {
            return false;
        }
        Checks.require(
                offset >= 0 && out.length - offset >= dimension, "array must have room for " + dimension, out.length);
        if (!fetch(place)) {
            index.remove(image);
            return false;
        }
        row.asFloatBuffer().get(out, offset, dimension);
        return true;
    }

    /** Reads a row into the buffer and checks it. */
    private boolean fetch(Place place) {
        try {
            FileChannel channel = open.get(place.segment());
            if (channel == null || !channel.isOpen()) {
                channel = FileChannel.open(place.segment().rows());
                open.put(place.segment(), channel);
            }
            row.clear();
            long begin = (long) place.key().row() * row.capacity();
            while (row.hasRemaining()) {
                if (channel.read(row, begin + row.position()) < 0) {
                    return false;
                }
            }
            return Segment.checksum(row.flip()) == place.key().crc();
        } catch (IOException e) {
            return false; // dropped by another process, or the thread is interrupted: to be computed again
        }
    }

    /**
     * Keeps the row of an image; does nothing if it is there, or if the cache cannot be written.
     *
     * @param values d numbers from {@code offset} on
     */
    public synchronized void put(ContentDigest image, float[] values, int offset) {
        Checks.require(
                offset >= 0 && values.length - offset >= dimension, "array must have " + dimension, values.length);
        if (!writable || index.containsKey(image)) {
            return;
        }
        row.clear();
        row.asFloatBuffer().put(values, offset, dimension);
        try {
            SegmentWriter to = writer();
            Segment.Key key = to.put(image, row);
            index.put(image, new Place(to.segment(), key));
        } catch (ClosedByInterruptException e) {
            close(); // the next row that is put begins with a claim of its own
        } catch (IOException e) {
            cache.tell("written", e);
            writable = false;
            close();
        }
    }

    private SegmentWriter writer() throws IOException {
        if (writer.isPresent() && !writer.get().hasRoom(cache.segmentBytes())) {
            writer.get().close();
            writer = Optional.empty();
        }
        if (writer.isEmpty()) {
            writer = Optional.of(SegmentWriter.open(cache, folder.orElseThrow(), dimension));
        }
        return writer.get();
    }

    /** Closes its files; it can be used on. */
    @Override
    public synchronized void close() {
        try {
            if (writer.isPresent()) {
                writer.get().close();
            }
            for (FileChannel channel : open.values()) {
                channel.close();
            }
        } catch (IOException e) {
            cache.tell("written", e);
        }
        writer = Optional.empty();
        open.clear();
    }
}
