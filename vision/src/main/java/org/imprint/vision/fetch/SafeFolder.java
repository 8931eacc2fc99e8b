package org.imprint.vision.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.imprint.vision.data.DataException;

/** A folder that nothing is written outside of, whatever the names and whatever links lie in it. */
final class SafeFolder {

    private final Path root;

    SafeFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Writes a new file below the folder; a file of that name is an error. */
    void write(String name, InputStream content) throws IOException {
        Path file = inside(name);
        Files.createDirectories(root);
        Path parent = root;
        for (Path part : root.relativize(file.getParent())) {
            parent = parent.resolve(part);
            if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)
                    && !part.toString().isEmpty()) {
                createFolder(parent);
            }
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.transferTo(out);
        } catch (FileAlreadyExistsException e) {
            throw new DataException(file + ": must not be there before it is unpacked, was there", e);
        }
    }

    private static void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            throw new DataException(folder + ": must be a folder, was a file or link", e);
        }
    }

    private Path inside(String name) {
        Path file;
        try {
            file = root.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new DataException(root + ": cannot hold a file called " + name, e);
        }
        if (!file.startsWith(root) || file.equals(root)) {
            throw new DataException(root + ": entry " + name + " would be written outside");
        }
        return file;
    }
}
