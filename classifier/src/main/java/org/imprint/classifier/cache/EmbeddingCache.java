package org.imprint.classifier.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imprint.core.Checks;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileClaim;
import org.imprint.vision.file.FileTrouble;

/**
 * Embeddings on disk, by {@link EmbeddingSpace} and the digest of the image: float32, bit for bit.
 *
 * <pre>
 *   FOLDER/SPACE-D/NAME.keys, .rows, .lock     SPACE the first 32 digits of its id, D the length of an embedding
 * </pre>
 *
 * <p>Several processes may use it at once, and be killed: each adds to a segment of its own, all read all. When the limit is reached
 * the oldest segments go. A cache that cannot be read or written costs time and nothing else; that is told once.
 *
 * <p>Safe for several threads.
 */
public final class EmbeddingCache {

    /** Bytes on disk unless told otherwise, 2 GiB: about 400,000 embeddings of length 1,280. */
    public static final long DEFAULT_BYTES = 1L << 31;

    /** The least limit. */
    public static final long MIN_BYTES = 1L << 20;

    private static final long LARGEST_SEGMENT = 1L << 26;
    private static final int SEGMENTS = 8;
    private static final Pattern SPACE = Pattern.compile("[0-9a-f]{32}-(\\d{1,7})");
    private static final Pattern SEGMENT = Pattern.compile("(\\d{15}-\\d+-\\d+)\\.(keys|rows|lock)");

    private final Optional<Path> folder;
    private final long maxBytes;
    private final Consumer<String> notices;
    private final AtomicBoolean told = new AtomicBoolean();

    private EmbeddingCache(Optional<Path> folder, long maxBytes, Consumer<String> notices) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.notices = notices;
    }

    /**
     * Returns the cache in a folder.
     *
     * @param folder made when the first row is written; used for nothing else
     * @param maxBytes the limit on disk, ≥ {@value #MIN_BYTES}; each process that writes at the same time may exceed it by an eighth
     * @param notices is told once, in a sentence, if it cannot be used
     */
    public static EmbeddingCache in(Path folder, long maxBytes, Consumer<String> notices) {
        Checks.require(maxBytes >= MIN_BYTES, "limit of the embedding cache must be at least " + MIN_BYTES, maxBytes);
        return new EmbeddingCache(Optional.of(folder), maxBytes, notices);
    }

    /** Returns the cache that keeps nothing. */
    public static EmbeddingCache none() {
        return new EmbeddingCache(Optional.empty(), MIN_BYTES, notice -> {});
    }

    /** Opens the rows of a space. Cost: 40 bytes read for each row there is. */
    public CachedRows rows(EmbeddingSpace space) {
        return new CachedRows(this, folder.map(f -> f.resolve(spaceName(space))), space.dimension());
    }

    private static String spaceName(EmbeddingSpace space) {
        return space.id().substring(0, 32) + "-" + space.dimension();
    }

    /**
     * Erases embeddings of all spaces: their numbers and digests are overwritten on disk with zeros, also where another process
     * adds rows. File systems that never write in place (and backups) may keep older blocks.
     *
     * @return how many rows went
     * @throws DataException if something cannot be overwritten; the rest is overwritten all the same
     */
    public int erase(Set<ContentDigest> digests) {
        int gone = 0;
        List<IOException> failures = new ArrayList<>();
        try {
            for (Segment segment : allSegments()) {
                try {
                    gone += segment.erase(digests::contains);
                    tidyUp(segment);
                } catch (IOException e) {
                    failures.add(e);
                }
            }
        } catch (IOException e) {
            failures.add(e);
        }
        if (!failures.isEmpty()) {
            IOException e = failures.get(0);
            throw new DataException(
                    folder.orElseThrow() + ": embeddings cannot be erased: "
                            + FileTrouble.reason(folder.orElseThrow(), e),
                    e);
        }
        return gone;
    }

    /** A process that was killed may have left a row without its key, which nobody knows the image of. */
    private static void tidyUp(Segment segment) throws IOException {
        Optional<FileClaim> claim = FileClaim.tryTake(segment.lock());
        if (claim.isPresent()) {
            try {
                if (segment.tidied().isEmpty()) {
                    segment.remove();
                }
            } finally {
                claim.get().close();
            }
        }
    }

    /** Returns the segments of a space's folder, oldest first; none if there is no folder. */
    static List<Segment> segments(Path space) throws IOException {
        Matcher name = SPACE.matcher(space.getFileName().toString());
        if (!name.matches() || !Files.isDirectory(space)) {
            return List.of();
        }
        int dimension = Integer.parseInt(name.group(1));
        try (Stream<Path> files = Files.list(space)) {
            return files.map(file -> SEGMENT.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(m -> m.group(1))
                    .distinct()
                    .sorted()
                    .map(n -> new Segment(space, n, dimension))
                    .toList();
        }
    }

    private List<Segment> allSegments() throws IOException {
        List<Segment> all = new ArrayList<>();
        if (folder.isPresent() && Files.isDirectory(folder.get())) {
            try (Stream<Path> spaces = Files.list(folder.get())) {
                for (Path space : spaces.sorted().toList()) {
                    all.addAll(segments(space));
                }
            }
        }
        all.sort(Comparator.comparing(Segment::name));
        return all;
    }

    /** Returns the bytes that a segment may have. */
    long segmentBytes() {
        return Math.min(LARGEST_SEGMENT, maxBytes / SEGMENTS);
    }

    /** Removes the oldest segments that nobody writes to, until there is room for a whole new one. */
    void makeRoom() throws IOException {
        List<Segment> all = allSegments();
        long total = 0;
        for (Segment segment : all) {
            total += segment.size();
        }
        for (Segment segment : all) {
            if (total + segmentBytes() <= maxBytes) {
                return;
            }
            Optional<FileClaim> claim = FileClaim.tryTake(segment.lock());
            if (claim.isPresent()) {
                try {
                    total -= segment.size();
                    segment.remove();
                } finally {
                    claim.get().close();
                }
            }
        }
    }

    /** Tells that it cannot be used, the first time. */
    void tell(String what, IOException e) {
        if (told.compareAndSet(false, true)) {
            Path where = folder.orElseThrow();
            notices.accept(where + ": cache of embeddings cannot be " + what + ", only time is lost: "
                    + FileTrouble.reason(where, e));
        }
    }
}
