package org.imprint.vision.backbone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The temporary folder that ONNX Runtime unpacks its libraries into. It asks for the folder to be deleted before the files in it,
 * so an empty one would be left by every process; here the files go first, when the process ends.
 *
 * <p>On Linux, where a library in use may be deleted and the system tells which belong to this process; elsewhere nothing is done.
 */
enum UnpackedLibraries implements Runnable {
    /** To be run after the runtime is loaded, any number of times. */
    REMOVED_AT_EXIT;

    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final Pattern FOLDER = Pattern.compile("(/.*/onnxruntime-java\\d+)/[^/]+$");
    private static final Logger LOG = LoggerFactory.getLogger(UnpackedLibraries.class);

    private boolean registered;

    @Override
    public synchronized void run() {
        if (!registered && Files.isReadable(MAPS)) {
            Runtime.getRuntime().addShutdownHook(new Thread(UnpackedLibraries::remove, "unpacked-libraries"));
        }
        registered = true;
    }

    private static void remove() {
        try (Stream<String> maps = Files.lines(MAPS)) {
            List<Path> folders = maps.map(FOLDER::matcher)
                    .filter(Matcher::find)
                    .map(found -> Path.of(found.group(1)))
                    .distinct()
                    .toList();
            for (Path folder : folders) {
                remove(folder);
            }
        } catch (IOException e) {
            LOG.debug("libraries stay in the temporary folder", e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
