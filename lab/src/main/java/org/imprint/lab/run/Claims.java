package org.imprint.lab.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.imprint.vision.fetch.Digest;

/**
 * Which process works on which batch of a store: a lock on one byte of a file, at a place that follows from the batch's name. The
 * operating system releases it when the process ends, however it ends.
 */
final class Claims implements AutoCloseable {

    private final FileChannel channel;

    private Claims(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens the claims of a folder, which is made if it does not exist. */
    static Claims open(Path folder) {
        try {
            Files.createDirectories(folder);
            return new Claims(
                    FileChannel.open(folder.resolve("claims"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": claims cannot be opened", e);
        }
    }

    /** A claim on one batch. */
    interface Claim extends AutoCloseable {
        @Override
        void close();
    }

    /** Claims a batch; empty if another runner, here or in another process, works on it. */
    Optional<Claim> claim(String batch) {
        try {
            FileLock lock = channel.tryLock(position(batch), 1, false);
            return Optional.ofNullable(lock).map(l -> () -> release(l));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a batch cannot be claimed: " + batch, e);
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException("a claim cannot be released", e);
        }
    }

    private static long position(String batch) {
        String sha256 = Digest.of(Digest.Algorithm.SHA256, batch.getBytes(StandardCharsets.UTF_8))
                .hex();
        return Long.parseUnsignedLong(sha256.substring(0, 16), 16) & (Long.MAX_VALUE >> 1);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("claims cannot be closed", e);
        }
    }
}
