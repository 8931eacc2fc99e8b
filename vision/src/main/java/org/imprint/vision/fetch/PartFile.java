package org.imprint.vision.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a download that have arrived so far, {@code NAME.part}, and beside them {@code NAME.part.source}, which says where they are
 * from and which version they were. Unlike the temporary file of an AtomicFile they have one name and stay when the process ends, so
 * that the next one goes on where it stopped; a lock keeps two from writing at once.
 */
final class PartFile {

    private final Path target;
    private final Path part;
    private final Path source;

    PartFile(Path target) {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.source = target.resolveSibling(target.getFileName() + ".part.source");
    }

    Path path() {
        return part;
    }

    long length() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /** Returns the version (ETag or date) of the bytes that are there; "" if unknown, empty if they are not from this address. */
    Optional<String> versionFrom(URI uri) throws IOException {
        if (!Files.exists(source) || !Files.exists(part)) {
            return Optional.empty();
        }
        List<String> lines = new String(Files.readAllBytes(source), StandardCharsets.UTF_8)
                .lines()
                .toList();
        boolean same = !lines.isEmpty() && lines.get(0).equals(uri.toString());
        return same ? Optional.of(lines.size() > 1 ? lines.get(1) : "") : Optional.empty();
    }

    /** Throws away what is there and notes where the next bytes come from. */
    void restart(URI uri, String version) throws IOException {
        discard();
        Files.writeString(source, uri + "\n" + version + "\n");
    }

    FileChannel append() throws IOException {
        return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** Writes all bytes of an array's start. */
    static void write(FileChannel out, byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    void discard() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(source);
    }

    /** Gives the whole file its final name in one step. */
    void finish() throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target);
        }
        Files.deleteIfExists(source);
    }
}
