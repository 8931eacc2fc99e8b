package org.imprint.vision.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.imprint.vision.image.RgbImage;

/**
 * Images in one sub-folder per class; the sub-folder's name is the class name.
 *
 * <p>Classes are sorted by name and images by relative path (which is also the id, with {@code /} between the parts), both in
 * the order of {@link String#compareTo}, so that every machine sees the same order. Sub-folders of a class belong to it.
 * Names that start with a dot are skipped, as are other endings than those of {@link #EXTENSIONS}. Symbolic links to folders are
 * not followed, nor are links to files outside the root.
 */
public final class FolderSource implements SampleSource {

    /** Endings of image files, in any case. */
    public static final List<String> EXTENSIONS = List.of(".png", ".jpg", ".jpeg", ".bmp", ".gif");

    private record Sample(String id, Path file, int label) {}

    private final Path root;
    private final List<String> classNames;
    private final List<Sample> samples;
    private final Orientation orientation;

    private FolderSource(Path root, List<String> classNames, List<Sample> samples, Orientation orientation) {
        this.root = root;
        this.orientation = orientation;
        this.classNames = List.copyOf(classNames);
        this.samples = List.copyOf(samples);
    }

    /** As {@link #open(Path, Orientation)}, with images turned upright. */
    public static FolderSource open(Path root) {
        return open(root, Orientation.UPRIGHT);
    }

    /**
     * Lists the images of a folder without decoding them.
     *
     * @throws DataException if the folder is missing, has fewer than two class folders or a class without images
     */
    public static FolderSource open(Path root, Orientation orientation) {
        List<Path> classes = classFolders(root);
        if (classes.size() < 2) {
            throw new DataException(root + ": must hold at least 2 class folders, was " + classes.size()
                    + (classes.isEmpty() ? "" : " (" + classes.get(0).getFileName() + ")"));
        }
        List<String> names = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        for (Path folder : classes) {
            List<Path> files = images(root, folder);
            if (files.isEmpty()) {
                throw new DataException(
                        folder + ": class must hold at least one image (" + String.join(", ", EXTENSIONS) + "), was 0");
            }
            int label = names.size();
            names.add(folder.getFileName().toString());
            files.stream()
                    .map(f -> new Sample(relative(root, f), f, label))
                    .sorted(Comparator.comparing(Sample::id))
                    .forEach(samples::add);
        }
        return new FolderSource(root, names, samples, orientation);
    }

    /** Returns the folders of a folder, sorted by name, without hidden ones and links. */
    static List<Path> classFolders(Path root) {
        if (!Files.exists(root)) {
            throw new DataException(root + ": folder does not exist");
        }
        if (!Files.isDirectory(root)) {
            throw new DataException(root + ": must be a folder, was a file");
        }
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(p -> Files.isDirectory(p) && !Files.isSymbolicLink(p) && !hidden(p))
                    .sorted(Comparator.comparing(p -> p.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new DataException(root + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    private static List<Path> images(Path root, Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            Path inside = root.toRealPath();
            Files.walkFileTree(folder, new ImageFiles(inside, found));
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
        return found;
    }

    static boolean hidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    static boolean named(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream().anyMatch(name::endsWith);
    }

    private static String relative(Path root, Path file) {
        return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
    }

    @Override
    public String name() {
        return root.toString();
    }

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int label(int i) {
        return samples.get(i).label();
    }

    @Override
    public String id(int i) {
        return samples.get(i).id();
    }

    /** Returns where sample i lies. */
    public Path file(int i) {
        return samples.get(i).file();
    }

    @Override
    public RgbImage image(int i) {
        return ImageDecoder.decode(file(i), orientation);
    }

    @Override
    public IdentifiedImage identified(int i) {
        return ImageDecoder.identified(file(i), orientation);
    }

    /** Returns the digest of the file's bytes, which need not be an image. */
    @Override
    public ContentDigest digest(int i) {
        return ContentDigest.of(ImageDecoder.read(file(i)));
    }
}
