package org.imprint.vision.file;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells machines, and the process numbers of containers on one machine, apart: a hash of the host's name and, on Linux, of the
 * space that process numbers are counted in.
 */
final class HostMark {

    private static final Path NUMBERS = Path.of("/proc/self/ns/pid");

    private HostMark() {}

    static String own() {
        return Integer.toHexString((host() + " " + numbers()).hashCode());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
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
