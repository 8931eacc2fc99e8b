package org.imprint.vision.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.fetch.Archives;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.fetch.RemoteFile;
import org.imprint.vision.file.FileTrouble;

/**
 * One official file of a data set.
 *
 * @param remote where it is and how to recognise it
 * @param content digest of what is in it once gzip is taken off, so that plain and newly compressed copies are recognised too
 * @param unpacksTo name of the file or folder in it that is read, where it has to be unpacked first
 * @param others files with the same data in another form, which will do as well if they are there
 */
public record DataFile(RemoteFile remote, Optional<Digest> content, Optional<String> unpacksTo, List<DataFile> others) {

    /** Copies the list. */
    public DataFile {
        others = List.copyOf(others);
    }

    /** Returns a file with a digest and, where it is not 0, a length. */
    static DataFile of(String name, long bytes, Digest digest, String... sources) {
        RemoteFile remote = new RemoteFile(
                name,
                Stream.of(sources).map(s -> URI.create(s + name)).toList(),
                bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes),
                Optional.of(digest));
        return new DataFile(remote, Optional.empty(), Optional.empty(), List.of());
    }

    DataFile withContent(String sha256) {
        return new DataFile(remote, Optional.of(Digest.sha256(sha256)), unpacksTo, others);
    }

    DataFile unpackedTo(String name) {
        return new DataFile(remote, content, Optional.of(name), others);
    }

    DataFile or(DataFile other) {
        return new DataFile(remote, content, unpacksTo, List.of(other));
    }

    /** Returns this file and then the others. */
    List<DataFile> forms() {
        return Stream.concat(Stream.of(this), others.stream()).toList();
    }

    /** Returns the names under which it may lie on a disk: its own and, if it is known by content, that without ".gz". */
    List<String> names() {
        String name = remote.name();
        return content.isPresent() && name.endsWith(".gz")
                ? List.of(name, name.substring(0, name.length() - 3))
                : List.of(name);
    }

    /**
     * Throws unless a file is this one: the same bytes, or the same content under another compression or none.
     *
     * @throws DataException naming expected and actual
     */
    void verify(Path file) {
        boolean named = file.getFileName().toString().equals(remote.name());
        if (content.isPresent() && !named) {
            content.get().require(file, digestOfContent(file, content.get()));
            return;
        }
        try {
            remote.verify(file);
        } catch (DataException e) {
            if (content.isEmpty() || !content.get().fits(digestOfContent(file, content.get()))) {
                throw e;
            }
        }
    }

    private static Digest digestOfContent(Path file, Digest expected) {
        try (InputStream in = Archives.decompress(file)) {
            return Digest.of(expected.algorithm(), in);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }
}
