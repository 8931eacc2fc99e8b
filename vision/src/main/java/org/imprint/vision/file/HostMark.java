package org.imprint.vision.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells machines, and the process numbers of containers on one machine, apart: a hash of the host's name and, on Linux, of the
 * space that process numbers are counted in.
 */
final class HostMark {

    private static final Path NAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path NUMBERS = Path.of("/proc/self/ns/pid");

    private HostMark() {}

    static String own() {
        return Integer.toHexString((host() + " " + numbers()).hashCode());
    }

    /** Returns the host's name without a look at the network. */
    private static String host() {
        try {
            return Files.readString(NAME);
        } catch (IOException | SecurityException e) {
            return System.getenv().getOrDefault("COMPUTERNAME", System.getenv().getOrDefault("HOSTNAME", "unknown"));
        }
    }

    private static String numbers() {
        try {
            return Files.readSymbolicLink(NUMBERS).toString();
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return "one";
        }
    }
}
