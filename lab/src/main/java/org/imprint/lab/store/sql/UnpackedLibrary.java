package org.imprint.lab.store.sql;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The database's library of 70 MB, which its driver unpacks to the temporary folder under a name of its own, and removes when the
 * process ends, unless it is killed.
 *
 * <p>A library that is loaded is not needed as a file any more where the system allows that: on Linux it goes as soon as it is
 * loaded. What was left by processes killed before that goes an hour later.
 */
final class UnpackedLibrary {

    private static final Pattern NAME = Pattern.compile("libduckdb_java[0-9]+\\.so");
    private static final Pattern MAPPED = Pattern.compile(".* (/.*/" + NAME.pattern() + ")");
    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final Duration UNPACKING = Duration.ofHours(1);

    private UnpackedLibrary() {}

    /** Removes the file of this process's library; where the system does not say which it is, it stays until the process ends. */
    static void removeLoaded() {
        if (!Files.isReadable(MAPS)) {
            return;
        }
        try (Stream<String> lines = Files.lines(MAPS)) {
            for (String line : (Iterable<String>) lines::iterator) {
                Matcher mapped = MAPPED.matcher(line);
                if (mapped.matches()) {
                    Files.deleteIfExists(Path.of(mapped.group(1)));
                }
            }
        } catch (IOException e) {
            return; // it goes when the process ends
        }
    }

    /** Removes libraries of this user in a folder that nobody can still be unpacking; links are not followed. */
    static void removeLeftovers(Path folder, Instant now) {
        DirectoryStream.Filter<Path> libraries =
                file -> NAME.matcher(file.getFileName().toString()).matches();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, libraries)) {
            UserPrincipal user = folder.getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(System.getProperty("user.name"));
            for (Path file : files) {
                boolean isLeft = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(user)
                        && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                .toInstant()
                                .isBefore(now.minus(UNPACKING));
                if (isLeft) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UnsupportedOperationException e) {
            return; // the next process tries again
        }
    }
}
