package org.imprint.vision.fetch;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.imprint.vision.data.DataException;

/**
 * Lets one process at a time make a file or a folder: holds a lock on {@code .NAME.lock} beside it until it is closed. The lock ends with
 * the process, however that ends, and the file of the lock says whose it is.
 *
 * <p>Who gets it must look whether the file {@link #isThere() is there} by now.
 */
public final class FileGuard implements AutoCloseable {

    private static final int MOST_OWNER = 200;

    /** What threads of this process have: closing a second channel of a file would drop the process's lock of it. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path target;
    private final Path lockFile;
    private final FileChannel channel;

    private FileGuard(Path target, Path lockFile, FileChannel channel) {
        this.target = target;
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param target the file or folder that will be made; its parent must exist
     * @throws DataException if another process or thread has it, naming who
     * @throws IOException if there can be no lock file
     */
    public static FileGuard take(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent().toRealPath();
        Path lockFile = folder.resolve("." + target.getFileName() + ".lock");
        if (!OWN.add(lockFile)) {
            throw new DataException(target + ": is being made by another thread of this process");
        }
        try {
            while (true) {
                Optional<FileChannel> locked = lock(target, lockFile);
                if (locked.isPresent()) {
                    return new FileGuard(target, lockFile, locked.get());
                }
            }
        } catch (IOException | RuntimeException e) {
            OWN.remove(lockFile);
            throw e;
        }
    }

    /** Opens, locks and signs the file; empty if who had it before deleted it meanwhile. */
    private static Optional<FileChannel> lock(Path target, Path lockFile) throws IOException {
        FileChannel channel = FileChannel.open(lockFile, CREATE, READ, WRITE, NOFOLLOW_LINKS);
        try {
            Object opened = key(lockFile);
            if (channel.tryLock() == null) {
                throw new DataException(target + ": is being made by " + owner(channel));
            }
            String own = "process " + ProcessHandle.current().pid() + " since "
                    + Instant.now().truncatedTo(ChronoUnit.SECONDS);
            channel.truncate(0).write(ByteBuffer.wrap(own.getBytes(StandardCharsets.US_ASCII)), 0);
            if (Files.size(lockFile) == own.length() && Objects.equals(opened, key(lockFile))) {
                return Optional.of(channel);
            }
        } catch (NoSuchFileException e) {
            channel.close();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    private static Object key(Path lockFile) throws IOException {
        return Files.readAttributes(lockFile, BasicFileAttributes.class).fileKey();
    }

    private static String owner(FileChannel channel) {
        ByteBuffer text = ByteBuffer.allocate(MOST_OWNER);
        try {
            channel.read(text, 0);
        } catch (IOException e) {
            return "another process"; // some systems let nobody else read what is locked
        }
        String owner = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        return owner.matches("process \\d+ since [0-9TZ:-]+") ? owner : "another process";
    }

    /** Returns whether the file is there, which it may be since another process had the lock. */
    public boolean isThere() {
        return Files.exists(target);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(lockFile);
        } finally {
            OWN.remove(lockFile);
        }
    }
}
