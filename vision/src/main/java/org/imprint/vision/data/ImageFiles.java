package org.imprint.vision.data;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Collects the image files below a folder: no hidden names, no links to folders, no links out of the root. */
final class ImageFiles extends SimpleFileVisitor<Path> {

    private final Path realRoot;
    private final List<Path> found;

    ImageFiles(Path realRoot, List<Path> found) {
        this.realRoot = realRoot;
        this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return FolderSource.hidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (!FolderSource.hidden(file)
                && FolderSource.named(file)
                && (attributes.isRegularFile() || linksInside(file))) {
            found.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean linksInside(Path file) throws IOException {
        return Files.isRegularFile(file) && file.toRealPath().startsWith(realRoot);
    }
}
