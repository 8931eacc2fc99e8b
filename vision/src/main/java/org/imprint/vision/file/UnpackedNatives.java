package org.imprint.vision.file;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Native libraries that Java libraries unpack into the temporary folder, load, and would leave there if the process is killed.
 *
 * <p>On Linux a loaded library needs its name no more: the system keeps the file until the process ends, however it ends. So
 * the name is removed at once. Elsewhere they are left to the libraries' own clearing at a regular end.
 */
public final class UnpackedNatives {

    private static final File MAPS = new File("/proc/self/maps");

    /** What the libraries call their files right below the temporary folder; whatever else lies there was somebody's own. */
    private static final Pattern UNPACKED =
            Pattern.compile("onnxruntime-java\\d+/[^/]+|libnetlib[a-z]+jni\\d+\\.so|jna\\d+\\.tmp");

    private UnpackedNatives() {}

    /**
     * Removes the names of the libraries that were unpacked into the temporary folder and loaded by this process, and folders that are
     * empty then. To be called after a library was loaded. A runtime or an installation that lies in the temporary folder stays whole.
     */
    public static void removeNames() {
        if (!MAPS.canRead()) {
            return;
        }
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
            for (Path library : loadedFrom(temporary)) {
                Files.deleteIfExists(library);
                Path folder = library.getParent();
                if (!folder.equals(temporary)) {
                    removeIfEmpty(folder);
                }
            }
        } catch (IOException e) {
            return; // what cannot be removed now, the library itself removes at a regular end
        }
    }

    /** Returns files below a folder that are mapped into this process and are code. */
    private static Set<Path> loadedFrom(Path folder) throws IOException {
        Set<Path> libraries = new TreeSet<>();
        String maps;
        try (InputStream in =
                new FileInputStream(MAPS)) { // a channel would open a socket, which looks like more than it is
            maps = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String line : maps.split("\n")) {
            int slash = line.indexOf('/');
            boolean code = line.matches("\\S+ ..x. .*");
            if (slash > 0 && code && line.startsWith(folder + "/", slash)) {
                Path library = Path.of(line.substring(slash));
                boolean unpacked =
                        UNPACKED.matcher(folder.relativize(library).toString()).matches();
                if (unpacked && Files.isRegularFile(library, LinkOption.NOFOLLOW_LINKS)) {
                    libraries.add(library);
                }
            }
        }
        return libraries;
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException e) {
            return; // another library of it is not loaded yet
        }
    }
}
