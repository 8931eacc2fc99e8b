package org.imprint.vision.dataset.reader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imprint.vision.data.DataException;

/**
 * Where a data set's files may lie: its folder below the root, {@code raw} within (as torchvision lays them), and folders of the system.
 *
 * @param name name of the data set
 * @param home its own folder, where files are put
 * @param folders all folders to look in, in this order; the home is the first
 */
public record Place(String name, Path home, List<Path> folders) {

    /** Returns where the files of a data set of this name may lie below a root. */
    public static Place of(Path root, String name, List<Path> systemFolders) {
        Path home = root.resolve(name);
        List<Path> folders = new ArrayList<>(List.of(home, home.resolve("raw")));
        folders.addAll(systemFolders);
        return new Place(name, home, folders);
    }

    /** Looks in a folder of the user: itself, {@code raw}, and both below a folder with the data set's name. */
    public static Place within(Path folder, String name) {
        Path named = folder.resolve(name);
        return new Place(name, folder, List.of(folder, folder.resolve("raw"), named, named.resolve("raw")));
    }

    /** Returns the first that exists of these names in the first folder that has one. */
    public Optional<Path> find(List<String> names) {
        return folders.stream()
                .flatMap(folder -> names.stream().map(folder::resolve))
                .filter(Files::exists)
                .findFirst();
    }

    /** As {@link #find}, but it must be there. @throws DataException if it is not, naming where was looked */
    public Path need(List<String> names) {
        return find(names)
                .orElseThrow(() -> new DataException(home + ": holds no " + String.join(" or ", names) + " of " + name
                        + ", nor does "
                        + folders.stream().skip(1).map(Path::toString).collect(Collectors.joining(" or "))
                        + "; fetch it first"));
    }
}
