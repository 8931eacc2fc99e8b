package org.imprint.vision.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.Split;
import org.imprint.vision.decode.Orientation;

/**
 * A folder whose sub-folders are splits, each with class folders.
 *
 * @param root the folder
 * @param folders the folder of each split that is there; train is
 */
record SplitFolders(Path root, Map<Split, Path> folders) {

    /**
     * Looks whether the sub-folders of a folder are splits.
     *
     * <p>They are if one is called as a split and holds folders itself; without that, such a name is a class like any other
     * ({@code train} beside {@code bus}).
     *
     * @return nothing if they are classes
     * @throws DataException if some are splits and others are not, two are the same split, or train is missing
     */
    static Optional<SplitFolders> in(Path root) {
        Map<Split, Path> splits = new EnumMap<>(Split.class);
        List<String> others = new ArrayList<>();
        List<String> names = new ArrayList<>();
        boolean divided = false;
        boolean twice = false;
        for (Path folder : children(root)) {
            String name = FileNames.last(folder);
            Optional<Split> split = Split.find(name);
            names.add(name);
            if (split.isEmpty()) {
                others.add(name);
                continue;
            }
            divided |= !children(folder).isEmpty();
            twice |= splits.put(split.get(), folder) != null;
        }
        if (!divided && (splits.isEmpty() || !others.isEmpty())) {
            return Optional.empty();
        }
        if (!divided || twice || !others.isEmpty() || !splits.containsKey(Split.TRAIN)) {
            String what = twice
                    ? "two folders are the same split"
                    : !others.isEmpty()
                            ? String.join(", ", others) + " is no split"
                            : divided ? "train is missing" : "they hold no class folders";
            throw new DataException(root + ": looks like splits (" + String.join(", ", names) + "), but " + what
                    + "; the names that are taken for splits are " + Split.taken()
                    + " in any case, train is needed, and each holds one folder per class");
        }
        return Optional.of(new SplitFolders(root, Map.copyOf(splits)));
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .filter(p -> !FileNames.isJunk(FileNames.last(p)) && !FileNames.isHidden(FileNames.last(p)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Opens the folder of a split; what lies beside the splits is left out too, and named from the root as well. */
    FolderSource open(Path split) {
        LeftOut beside = FolderWalk.filesOf(root).leftOut();
        return FolderSource.open(
                split,
                Orientation.UPRIGHT,
                within -> within.below(FileNames.last(split)).and(beside));
    }

    /** Returns the folder of a split that must be there. */
    Path need(Split split) {
        Path folder = folders.get(split);
        if (folder == null) {
            throw new DataException(root + ": has the splits "
                    + folders.keySet().stream().sorted().map(Split::wireName).collect(Collectors.joining(" and "))
                    + ", was asked for " + split.wireName());
        }
        return folder;
    }

    /** Returns the folder that heads are judged on: test, or val where there is no test. */
    Path judged() {
        Path folder = folders.getOrDefault(Split.TEST, folders.get(Split.VALIDATION));
        if (folder == null) {
            throw new DataException(
                    root + ": has only the split train; to have it divided, name " + folders.get(Split.TRAIN));
        }
        return folder;
    }
}
