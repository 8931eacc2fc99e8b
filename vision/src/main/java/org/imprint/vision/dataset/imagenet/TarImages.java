package org.imprint.vision.dataset.imagenet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.IdentifiedImage;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.image.RgbImage;

/**
 * Files within an uncompressed tar archive, read where they lie; archives within the archive too.
 *
 * <p>Listing reads headers only: 512 bytes per file, and nothing of nested archives that are not wanted.
 */
final class TarImages implements AutoCloseable {

    private final Path archive;
    private final FileChannel channel;

    /** A file: its name without folders, and the place of its bytes in the outer archive. */
    record Entry(String name, long offset, int size) {}

    private TarImages(Path archive, FileChannel channel) {
        this.archive = archive;
        this.channel = channel;
    }

    static TarImages open(Path archive) {
        if (!Files.isRegularFile(archive)) {
            throw new DataException(archive + ": file does not exist");
        }
        try {
            return new TarImages(archive, FileChannel.open(archive));
        } catch (IOException e) {
            throw new DataException(archive + ": cannot be read: " + FileTrouble.reason(archive, e), e);
        }
    }

    String name() {
        return archive.toString();
    }

    /** Lists the files of the archive, in its order. */
    List<Entry> list() {
        return list(name -> true);
    }

    /** Lists the files whose names are wanted. */
    List<Entry> list(Predicate<String> wanted) {
        try {
            return entries(archive.toString(), 0, channel.size(), wanted);
        } catch (IOException e) {
            throw new DataException(archive + ": cannot be read: " + FileTrouble.reason(archive, e), e);
        }
    }

    /** Lists the files of a nested archive; their places are still those in the outer one. */
    List<Entry> within(Entry nested) {
        return entries(archive + "!" + nested.name(), nested.offset(), nested.size(), name -> true);
    }

    private List<Entry> entries(String name, long start, long size, Predicate<String> wanted) {
        List<Entry> found = new ArrayList<>();
        try (TarFile tar = new TarFile(new ChannelSlice(channel, start, size))) {
            for (TarArchiveEntry entry : tar.getEntries()) {
                String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (entry.isDirectory() || !wanted.test(file)) {
                    continue;
                }
                requirePlain(name, entry, size);
                found.add(new Entry(file, start + entry.getDataOffset(), (int) entry.getSize()));
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The library throws unchecked exceptions of many kinds on damaged archives.
            throw new DataException(name + ": damaged tar archive: " + e, e);
        }
        return found;
    }

    private static void requirePlain(String name, TarArchiveEntry entry, long archiveSize) {
        boolean plain = entry.isFile()
                && !entry.isSymbolicLink()
                && !entry.isLink()
                && !entry.isFIFO()
                && !entry.isCharacterDevice()
                && !entry.isBlockDevice()
                && !entry.isSparse();
        if (!plain) {
            throw new DataException(name + ": entry " + entry.getName() + " must be a file, was a link or device");
        }
        boolean inside = entry.getDataOffset() >= 0
                && entry.getSize() >= 0
                && entry.getSize() <= archiveSize - entry.getDataOffset();
        if (!inside || entry.getSize() > Integer.MAX_VALUE) {
            throw new DataException(name + ": entry " + entry.getName() + " must lie within the archive and have at"
                    + " most 2147483647 bytes, was " + entry.getSize() + " bytes at " + entry.getDataOffset());
        }
    }

    /** Decodes an entry as it is stored, without turning it upright, which torchvision does not either. */
    RgbImage image(Entry entry) {
        return ImageDecoder.decode(name(entry), read(entry), Orientation.AS_STORED);
    }

    /** Decodes an entry as {@link #image} does, and digests its bytes. */
    IdentifiedImage identified(Entry entry) {
        return ImageDecoder.identified(name(entry), read(entry), Orientation.AS_STORED);
    }

    private String name(Entry entry) {
        return archive + "!" + entry.name();
    }

    /** Reads the bytes of an entry. */
    byte[] read(Entry entry) {
        String name = name(entry);
        ImageDecoder.checkBytes(name, entry.size());
        ByteBuffer bytes = ByteBuffer.allocate(entry.size());
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, entry.offset() + bytes.position()) < 0) {
                    throw new EOFException("the archive has become shorter");
                }
            }
        } catch (IOException e) {
            throw new DataException(name + ": cannot be read: " + e, e);
        }
        return bytes.array();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DataException(archive + ": cannot be closed: " + e, e);
        }
    }
}
