package org.imprint.vision.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.IdentifiedImage;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.StoredImage;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.ImageFormat;
import org.imprint.vision.decode.Orientation;
import org.imprint.vision.image.RgbImage;

/**
 * Images in one sub-folder per class; the sub-folder's name is the class name.
 *
 * <p>Classes are sorted by name and images by relative path (which is also the id, with {@code /} between the parts), both in
 * the order of {@link String#compareTo} and in Unicode's composed form, so that every machine sees the same order. Sub-folders of a
 * class belong to it. A symbolic link is what it leads to, wherever that lies.
 *
 * <p>A file is an image if it has the usual ending of one or, whatever it is called, the first bytes of one. {@link #leftOut} names
 * what is neither that nor what operating systems leave behind.
 */
public final class FolderSource implements SampleSource {

    private record Sample(String id, Path file, int label) {}

    private final Path root;
    private final List<String> classNames;
    private final List<Sample> samples;
    private final LeftOut leftOut;
    private final Orientation orientation;

    private FolderSource(
            Path root, List<String> classNames, List<Sample> samples, LeftOut leftOut, Orientation orientation) {
        this.root = root;
        this.leftOut = leftOut;
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
     * @throws DataException if the folder is missing or cannot be listed, has fewer than two class folders or a class without images
     */
    public static FolderSource open(Path root, Orientation orientation) {
        return open(root, orientation, UnaryOperator.identity());
    }

    /**
     * As {@link #open(Path, Orientation)}.
     *
     * @param telling what becomes of the list of what is left out
     */
    static FolderSource open(Path root, Orientation orientation, UnaryOperator<LeftOut> telling) {
        requireFolder(root);
        FolderWalk walk = FolderWalk.through(root);
        List<String> names = List.copyOf(walk.folders().keySet());
        if (names.size() < 2) {
            throw new DataException(root + ": must hold at least 2 class folders, was " + names.size()
                    + (names.isEmpty() ? "" : " (" + names.get(0) + ")")
                    + (walk.leftOut().isEmpty() ? "" : "; beside that it holds " + walk.leftOut()));
        }
        List<Sample> samples = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            String name = names.get(c);
            int before = samples.size();
            int label = c;
            walk.images()
                    .subMap(name + "/", name + "0")
                    .forEach((id, file) -> samples.add(new Sample(id, file, label)));
            if (samples.size() == before) {
                throw empty(walk, name);
            }
        }
        return new FolderSource(root, names, samples, telling.apply(walk.leftOut()), orientation);
    }

    /** The character behind the slash is the zero, so that {@code [a/, a0)} is all that lies in a. */
    private static DataException empty(FolderWalk walk, String name) {
        LeftOut there = new LeftOut(walk.leftOut().items().stream()
                .filter(i -> i.name().startsWith(name + "/"))
                .toList());
        return new DataException(walk.folders().get(name) + ": class must hold at least one image (" + ImageFormat.NAMES
                + "), was 0" + (there.isEmpty() ? "" : "; it holds " + there));
    }

    /** Throws unless there is a folder. */
    static void requireFolder(Path root) {
        if (!Files.exists(root)) {
            throw new DataException(root + ": folder does not exist");
        }
        if (!Files.isDirectory(root)) {
            throw new DataException(root + ": must be a folder, was a file");
        }
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

    @Override
    public LeftOut leftOut() {
        return leftOut;
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

    @Override
    public StoredImage stored(int i) {
        return ImageDecoder.stored(file(i));
    }

    /** Returns the digest of the file's bytes, which need not be an image. */
    @Override
    public ContentDigest digest(int i) {
        return ContentDigest.of(ImageDecoder.read(file(i)));
    }
}
