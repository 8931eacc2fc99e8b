package org.imprint.vision.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.imprint.vision.fetch.FileGuard;
import org.imprint.vision.file.Folders;

/**
 * The folder {@code .NAME.new} in which one backbone is built before it gets its name in one step. A lock, which the operating
 * system drops with the process, keeps others out; what a killed process left is removed by the next one.
 */
final class Staging implements AutoCloseable {

    private final String name;
    private final Path target;
    private final Path fresh;
    private final Path old;
    private final FileGuard guard;

    private Staging(Path backbones, String name, FileGuard guard) throws IOException {
        this.name = name;
        this.target = backbones.resolve(name);
        this.fresh = backbones.resolve("." + name + ".new");
        this.old = backbones.resolve("." + name + ".old");
        this.guard = guard;
        if (Files.exists(old) && !Files.exists(target)) {
            move(old, target);
        }
        Folders.delete(old);
        Folders.delete(fresh);
        Files.createDirectory(fresh);
    }

    /** Locks the name and makes an empty folder. */
    static Staging begin(BackboneHome home, String name) throws IOException {
        Files.createDirectories(home.backbones());
        FileGuard guard = FileGuard.take(home.backbones().resolve(name));
        try {
            return new Staging(home.backbones(), name, guard);
        } catch (IOException | RuntimeException e) {
            guard.close();
            throw e;
        }
    }

    /** Returns the file {@code NAME} + suffix in the folder. */
    Path file(String suffix) {
        return fresh.resolve(name + suffix);
    }

    Path provenance() {
        return fresh.resolve(InstalledBackbone.PROVENANCE);
    }

    /** Puts the folder into its place; one that is there already goes. */
    void publish() throws IOException {
        if (Files.exists(target)) {
            move(target, old);
        }
        move(fresh, target);
        Folders.delete(old);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what was not published and unlocks the name. */
    @Override
    public void close() throws IOException {
        try (guard) {
            Folders.delete(fresh);
        }
    }
}
