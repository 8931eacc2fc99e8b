package org.imprint.vision.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.data.StratifiedSplit;
import org.imprint.vision.data.TrainTest;
import org.imprint.vision.decode.ImageFormat;

/** Opens whatever labelled images lie at a path: IDX files, a folder of class folders, or train and test folders of those. */
public final class SampleSources {

    private SampleSources() {}

    /**
     * Opens one split.
     *
     * <p>A file is read as IDX images with the labels beside it. A folder with IDX files or with sub-folders for the splits
     * ({@link Split#find} tells their names) gives the split; any other folder is one of class folders and is given whole, whatever
     * the split.
     *
     * @throws DataException if there is nothing to read, it is damaged, or it has splits but not this one
     */
    public static SampleSource open(Path path, Split split) {
        if (!Files.exists(path)) {
            throw new DataException(path + ": file or folder does not exist");
        }
        if (!Files.isDirectory(path)) {
            if (ImageFormat.named(path)) {
                throw new DataException(
                        path + ": must be a folder with one sub-folder for each class, was a file of one image");
            }
            return IdxSource.open(path);
        }
        if (holdsIdx(path)) {
            return IdxSource.open(path, split);
        }
        Optional<SplitFolders> splits = SplitFolders.in(path);
        return splits.isPresent() ? splits.get().open(splits.get().need(split)) : FolderSource.open(path);
    }

    /**
     * Opens what proxies are made from and what they are judged on: the splits that are there, or else a division of the class
     * folders by {@link StratifiedSplit}. Where there is no test split, the validation split is judged on.
     *
     * @param testFraction in (0, 1), used where nothing is divided yet
     * @throws DataException if there is nothing to read, it is damaged, or the two splits have different classes
     */
    public static TrainTest openBoth(Path path, double testFraction, long seed) {
        if (Files.isDirectory(path) && holdsIdx(path)) {
            return sameClasses(open(path, Split.TRAIN), open(path, Split.TEST));
        }
        Optional<SplitFolders> splits = Files.isDirectory(path) ? SplitFolders.in(path) : Optional.empty();
        if (splits.isPresent()) {
            SplitFolders there = splits.get();
            return sameClasses(there.open(there.need(Split.TRAIN)), there.open(there.judged()));
        }
        return StratifiedSplit.of(open(path, Split.TRAIN), testFraction, seed);
    }

    private static boolean holdsIdx(Path folder) {
        return IdxSource.imagesOf(folder, Split.TRAIN).isPresent()
                || IdxSource.imagesOf(folder, Split.TEST).isPresent();
    }

    private static TrainTest sameClasses(SampleSource train, SampleSource test) {
        TrainTest both = new TrainTest(train, test);
        List<String> missing = new ArrayList<>(both.train().classNames());
        missing.removeAll(both.test().classNames());
        List<String> extra = new ArrayList<>(both.test().classNames());
        extra.removeAll(both.train().classNames());
        if (!missing.isEmpty() || !extra.isEmpty()) {
            throw new DataException(both.test().name() + ": must have the classes of "
                    + both.train().name() + ", was without " + missing + " and with " + extra + " besides");
        }
        return both;
    }
}
