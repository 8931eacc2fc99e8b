package org.imprint.vision.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.LeftOut.Item;
import org.imprint.vision.data.LeftOut.Reason;
import org.imprint.vision.decode.ForeignFormat;
import org.imprint.vision.decode.ImageFormat;

/**
 * Sorts everything below a folder into images and what is left out.
 *
 * <p>A link is what it leads to, wherever that lies; one that leads to a folder it lies in is left out. A file with the ending of an
 * image is one; of any other, the first bytes decide.
 */
final class FolderWalk extends SimpleFileVisitor<Path> {

    /** What an image outside all sub-folders is. */
    private enum OutsideImage {
        LEFT_OUT,
        LIKE_OTHERS
    }

    private final Path root;
    private final Path realRoot;
    private final OutsideImage outside;
    private final Deque<String> names = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final SortedMap<String, Path> images = new TreeMap<>();
    private final SortedMap<String, Path> folders = new TreeMap<>();
    private final List<Item> leftOut = new ArrayList<>();

    private FolderWalk(Path root, OutsideImage outside) throws IOException {
        this.root = root;
        this.outside = outside;
        this.realRoot = root.toRealPath();
    }

    /**
     * Walks through a folder.
     *
     * @throws DataException if a folder cannot be listed, or two names are the same in Unicode
     */
    static FolderWalk through(Path root) {
        return walk(root, Integer.MAX_VALUE, OutsideImage.LEFT_OUT);
    }

    /** Walks through a folder whose sub-folders mean nothing: an image in none of them is one as well. */
    static FolderWalk throughPlain(Path root) {
        return walk(root, Integer.MAX_VALUE, OutsideImage.LIKE_OTHERS);
    }

    /** Looks at the files in a folder and at none of its sub-folders. */
    static FolderWalk filesOf(Path root) {
        return walk(root, 1, OutsideImage.LEFT_OUT);
    }

    private static FolderWalk walk(Path root, int depth, OutsideImage outside) {
        try {
            FolderWalk walk = new FolderWalk(root, outside);
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, walk);
            return walk;
        } catch (AccessDeniedException e) {
            throw new DataException(e.getFile() + ": folder may not be read by this user", e);
        } catch (IOException e) {
            throw new DataException(root + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Returns the images, by their path below the root with {@code /} between the parts. */
    SortedMap<String, Path> images() {
        return images;
    }

    /** Returns the folders in the root, by name. */
    SortedMap<String, Path> folders() {
        return folders;
    }

    LeftOut leftOut() {
        return new LeftOut(leftOut);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (folder.equals(root)) {
            return FileVisitResult.CONTINUE;
        }
        String name = FileNames.last(folder);
        if (FileNames.isJunk(name)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (FileNames.isHidden(name)) {
            leave(id(name), Reason.HIDDEN, "");
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (Files.isSymbolicLink(folder) && realRoot.startsWith(folder.toRealPath())) {
            leave(id(name), Reason.LINK_LOOP, "");
            return FileVisitResult.SKIP_SUBTREE;
        }
        requireNew(seen.add(id(name)), id(name));
        if (names.isEmpty()) {
            folders.put(name, folder);
        }
        names.addLast(name);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException error) throws IOException {
        names.pollLast();
        return super.postVisitDirectory(folder, error);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String name = FileNames.last(file);
        String id = id(name);
        if (FileNames.isJunk(name) || attributes.isDirectory()) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink()) {
            leave(id, Reason.BROKEN_LINK, "link leads nowhere");
        } else if (!attributes.isRegularFile()) {
            leave(id, Reason.NO_FILE, "");
        } else if (FileNames.isHidden(name)) {
            leave(id, Reason.HIDDEN, "");
        } else {
            sort(id, file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
        if (!(error instanceof FileSystemLoopException)) {
            return super.visitFileFailed(file, error);
        }
        leave(id(FileNames.last(file)), Reason.LINK_LOOP, "");
        return FileVisitResult.CONTINUE;
    }

    private void sort(String id, Path file) {
        boolean image = ImageFormat.named(file);
        if (!image) {
            byte[] start;
            try (InputStream in = Files.newInputStream(file)) {
                start = in.readNBytes(ImageFormat.START_BYTES);
            } catch (IOException e) {
                leave(id, Reason.UNREADABLE, e instanceof AccessDeniedException ? "" : "cannot be read: " + e);
                return;
            }
            image = ImageFormat.of(start).isPresent();
            if (!image) {
                leave(id, Reason.NO_IMAGE, foreign(file, start));
                return;
            }
        }
        if (names.isEmpty() && outside == OutsideImage.LEFT_OUT) {
            leave(id, Reason.OUTSIDE, "");
        } else {
            requireNew(images.put(id, file) == null, id);
        }
    }

    private static String foreign(Path file, byte[] start) {
        Optional<ForeignFormat> format = ForeignFormat.of(start).or(() -> ForeignFormat.named(file));
        return format.map(f -> f.label() + " is not read; " + f.advice()).orElse("");
    }

    private void leave(String id, Reason reason, String detail) {
        leftOut.add(new Item(id, reason, detail));
    }

    private String id(String name) {
        return names.isEmpty() ? name : String.join("/", names) + "/" + name;
    }

    private void requireNew(boolean isNew, String id) {
        if (!isNew) {
            throw new DataException(root + ": holds '" + id
                    + "' twice, spelt with different Unicode characters; rename one of the two");
        }
    }
}
