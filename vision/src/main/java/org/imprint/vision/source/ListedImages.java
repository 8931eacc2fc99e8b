package org.imprint.vision.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.imprint.core.Checks;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.IdentifiedImage;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.StoredImage;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;
import org.imprint.vision.image.RgbImage;

/**
 * Images named one by one, or by folders of them, all of one class or of none that is known.
 *
 * <p>A file that is named is taken whatever it holds, as whoever names it wants to hear of it; of folders, and folders within, what
 * is an image, in the order of paths. What is named twice is there once. Ids are the paths as they were given, folders' with what
 * lies below.
 */
public final class ListedImages implements SampleSource {

    private final String className;
    private final List<Path> files;
    private final LeftOut leftOut;

    private ListedImages(String className, List<Path> files, LeftOut leftOut) {
        this.className = className;
        this.files = List.copyOf(files);
        this.leftOut = leftOut;
    }

    /**
     * Lists images without reading them.
     *
     * @param className what they are of
     * @param paths files, which need not exist until they are read, and folders
     * @throws DataException if there is no image, or a folder cannot be listed
     */
    public static ListedImages of(String className, List<Path> paths) {
        Checks.require(!paths.isEmpty(), "there must be at least one image or folder", 0);
        Set<Path> files = new LinkedHashSet<>();
        LeftOut leftOut = LeftOut.NOTHING;
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                FolderWalk walk = FolderWalk.throughPlain(path);
                files.addAll(walk.images().values());
                leftOut = leftOut.and(walk.leftOut().below(path.toString()));
            } else {
                files.add(path);
            }
        }
        if (files.isEmpty()) {
            throw new DataException(paths.get(0) + ": must hold at least one image, was without"
                    + (leftOut.isEmpty() ? "" : "; it holds " + leftOut));
        }
        return new ListedImages(className, new ArrayList<>(files), leftOut);
    }

    /** Returns where sample i lies. */
    public Path file(int i) {
        return files.get(i);
    }

    @Override
    public String name() {
        Path first = files.get(0);
        return files.size() == 1 ? first.toString() : first + " and " + (files.size() - 1) + " more";
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public List<String> classNames() {
        return List.of(className);
    }

    @Override
    public int label(int i) {
        return 0;
    }

    @Override
    public String id(int i) {
        return files.get(i).toString();
    }

    @Override
    public RgbImage image(int i) {
        return ImageDecoder.decode(file(i));
    }

    @Override
    public IdentifiedImage identified(int i) {
        return ImageDecoder.identified(file(i), Orientation.UPRIGHT);
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

    @Override
    public LeftOut leftOut() {
        return leftOut;
    }
}
