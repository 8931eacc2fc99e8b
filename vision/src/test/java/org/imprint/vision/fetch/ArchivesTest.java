package org.imprint.vision.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArchivesTest {

    @TempDir
    Path folder;

    private Path save(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("archive"), bytes);
    }

    private Path target() {
        return folder.resolve("inside/target");
    }

    private void extract(byte[] bytes) throws IOException {
        Archives.extract(save(bytes), target(), ArchiveLimits.STANDARD);
    }

    private static byte[] tar(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (String name : names) {
                put(tar, new TarArchiveEntry(name, true), "content of " + name);
            }
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        entry.setSize(entry.isDirectory() ? 0 : content.length);
        tar.putArchiveEntry(entry);
        if (!entry.isDirectory()) {
            tar.write(content);
        }
        tar.closeArchiveEntry();
    }

    private static byte[] link(String name, byte kind, String to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry(name, kind);
            entry.setLinkName(to);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
            put(tar, new TarArchiveEntry(name + "/x"), "through the link");
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] bzip2(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream bz = new BZip2CompressorOutputStream(out)) {
            bz.write(bytes);
        }
        return out.toByteArray();
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(p -> folder.relativize(p).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void unpacksEveryKind() throws IOException {
        byte[] tar = tar("a/1.txt", "./b/c/2.txt");
        List<byte[]> archives = List.of(tar, gzip(tar), bzip2(tar), zip("a/1.txt", "b/c/2.txt"));
        for (byte[] archive : archives) {
            Path to = folder.resolve("t" + archive.length);
            Archives.extract(save(archive), to, ArchiveLimits.STANDARD);
            assertThat(to.resolve("a/1.txt")).hasContent("content of a/1.txt");
            assertThat(Files.readString(to.resolve("b/c/2.txt"))).endsWith("b/c/2.txt");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "a/../../x",
                "/x",
                "a/..",
                "..",
                "C:/x",
                "c:x",
                "\\x",
                "..\\x",
                "a\\..\\..\\x",
                "//server/x"
            })
    void refusesNamesOutsideTheTarget(String name) throws IOException {
        for (byte[] archive : List.of(tar("ok", name), zip("ok", name))) {
            assertThatThrownBy(() -> extract(archive))
                    .as(name)
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(folder.resolve("archive") + ": entry ")
                    .hasMessageEndingWith(" would be written outside the target");
            assertThat(everything()).isSubsetOf("archive", "inside/target/ok");
            Files.deleteIfExists(target().resolve("ok"));
        }
    }

    @Test
    void refusesLinksAndDevices() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        byte[] kinds = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_FIFO, TarConstants.LF_CHR};
        for (byte kind : kinds) {
            byte[] archive = link("l", kind, outside.toString());
            assertThatThrownBy(() -> extract(archive))
                    .isInstanceOf(DataException.class)
                    .hasMessageEndingWith("entry l must be a file or folder, was a link or device");
        }
        assertThat(everything()).containsExactly("archive");
    }

    @Test
    void makesPlainFilesOfLinksInZipFiles() throws IOException {
        Path archive = folder.resolve("archive");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
            ZipArchiveEntry entry = new ZipArchiveEntry("l");
            entry.setUnixMode(0120777);
            zip.putArchiveEntry(entry);
            zip.write("/etc".getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }
        Archives.extract(archive, target(), ArchiveLimits.STANDARD);
        assertThat(Files.isSymbolicLink(target().resolve("l"))).isFalse();
        assertThat(target().resolve("l")).hasContent("/etc");
    }

    @Test
    void doesNotWriteThroughLinksThatAreThere() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createDirectories(target());
        Files.createSymbolicLink(target().resolve("a"), outside);
        assertThatThrownBy(() -> extract(tar("a/x")))
                .isInstanceOf(DataException.class)
                .hasMessage(target().resolve("a") + ": must be a folder, was a file or link");
        assertThat(outside).isEmptyDirectory();
        Files.createSymbolicLink(target().resolve("f"), outside.resolve("new"));
        assertThatThrownBy(() -> extract(tar("f")))
                .isInstanceOf(DataException.class)
                .hasMessage(target().resolve("f") + ": must not be there before it is unpacked, was there");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void refusesToWriteAFileTwice() {
        assertThatThrownBy(() -> extract(tar("a", "./A")))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("entry A must be there once, is there twice");
    }

    @Test
    void stopsAtTheLimits() throws IOException {
        Path archive = save(gzip(tar("a", "b", "c")));
        assertThatThrownBy(() -> Archives.extract(archive, target(), new ArchiveLimits(2, 1000)))
                .isInstanceOf(DataException.class)
                .hasMessage(archive + ": must have at most 2 entries, has more");
        assertThatThrownBy(() -> Archives.extract(archive, folder.resolve("t2"), new ArchiveLimits(9, 20)))
                .isInstanceOf(DataException.class)
                .hasMessage(archive + ": must unpack to at most 20 bytes, has more");
    }

    /** 50 MB of zeros in 50 KB; nobody reads them, and they count all the same. */
    @Test
    void countsBytesThatTheVisitorLeaves() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 50; i++) {
                zip.write(zeros);
            }
        }
        Path archive = save(bytes.toByteArray());
        assertThat(bytes.size()).isLessThan(100_000);
        assertThatThrownBy(() -> Archives.visit(archive, new ArchiveLimits(9, 1 << 20), (name, content) -> {}))
                .isInstanceOf(DataException.class)
                .hasMessage(archive + ": must unpack to at most 1048576 bytes, has more");
    }

    @Test
    void givesTheVisitorNamesAndBytesInOrder() throws IOException {
        List<String> seen = new ArrayList<>();
        Archives.visit(save(tar("b", "a", "c")), ArchiveLimits.STANDARD, (name, content) -> {
            seen.add(name + (name.equals("a") ? "" : "=" + new String(content.readAllBytes(), StandardCharsets.UTF_8)));
            content.close();
        });
        assertThat(seen).containsExactly("b=content of b", "a", "c=content of c");
    }

    @Test
    void saysWhatAFileIsNot() throws IOException {
        assertThatThrownBy(() -> extract("<html>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("archive") + ": must be a zip or tar archive, plain, gzip or bzip2");
        assertThatThrownBy(() -> extract(new byte[0])).isInstanceOf(DataException.class);
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> Archives.extract(missing, target(), ArchiveLimits.STANDARD))
                .isInstanceOf(DataException.class)
                .hasMessage(missing + ": file does not exist");
    }

    @Test
    void damagedArchivesGiveDataExceptionsAndNothingOutside() throws IOException {
        byte[] tar = tar("a/1.txt", "b/2.txt", "c".repeat(150));
        List<byte[]> archives = List.of(tar, gzip(tar), bzip2(tar), zip("a/1.txt", "b/2.txt"));
        for (int seed = 0; seed < 600; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] mutant = mutate(archives.get(seed % archives.size()), random);
            Path archive = Files.write(folder.resolve("m"), mutant);
            Path to = folder.resolve("inside/" + seed);
            try {
                Archives.extract(archive, to, new ArchiveLimits(50, 1 << 20));
            } catch (DataException e) {
                assertThat(e.getMessage()).as("seed " + seed).isNotBlank();
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder("m", "inside");
        }
    }

    static byte[] mutate(byte[] whole, SplittableRandom random) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        for (int c = random.nextInt(6); c >= 0 && bytes.length > 0; c--) {
            int near = random.nextBoolean() ? Math.min(600, bytes.length) : bytes.length;
            bytes[random.nextInt(near)] =
                    random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (random.nextInt(3) - 1);
        }
        return bytes;
    }
}
