package org.imprint.lab.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedLibraryTest {

    @TempDir
    private Path folder;

    private Path file(String name, Instant written) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "x");
        Files.setLastModifiedTime(file, FileTime.from(written));
        return file;
    }

    @Test
    void whatWasLeftLongAgoGoesAndNothingElse() throws IOException {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        Instant old = now.minusSeconds(7200);
        Path left = file("libduckdb_java123.so", old);
        Path unpacking = file("libduckdb_java124.so", now.minusSeconds(60));
        Path other = file("libduckdb_java.so", old);
        Path target = file("target", old);
        Path lure = Files.createSymbolicLink(folder.resolve("libduckdb_java125.so"), target);

        UnpackedLibrary.removeLeftovers(folder, now);

        assertThat(left).doesNotExist();
        assertThat(unpacking).exists();
        assertThat(other).exists();
        assertThat(lure).isSymbolicLink();
        assertThat(target).exists();
        UnpackedLibrary.removeLeftovers(folder.resolve("nowhere"), now);
    }
}
