package org.imprint.classifier.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.imprint.core.ImprintException;
import org.imprint.vision.data.ContentDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingCacheTest {

    private static final int D = 96;
    private static final EmbeddingSpace SPACE = new EmbeddingSpace("ab".repeat(32), "", "{}", "1", D);

    @TempDir
    Path folder;

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    private EmbeddingCache cache() {
        return EmbeddingCache.in(folder.resolve("cache"), EmbeddingCache.DEFAULT_BYTES, notices::add);
    }

    static ContentDigest digest(int i) {
        return ContentDigest.of(("image " + i).getBytes(StandardCharsets.UTF_8));
    }

    static float[] row(int i) {
        SplittableRandom random = new SplittableRandom(i);
        float[] row = new float[D];
        for (int j = 0; j < D; j++) {
            row[j] = (float) random.nextDouble(-2, 2);
        }
        return row;
    }

    static void fill(CachedRows rows, int from, int to) {
        for (int i = from; i < to; i++) {
            rows.put(digest(i), row(i), 0);
        }
    }

    private static long count(CachedRows rows, int from, int to) {
        float[] out = new float[D];
        int found = 0;
        for (int i = from; i < to; i++) {
            Arrays.fill(out, -9);
            if (rows.read(digest(i), out, 0)) {
                assertThat(out).as("row " + i).containsExactly(row(i));
                found++;
            } else {
                assertThat(out).containsOnly(-9);
            }
        }
        return found;
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(p -> p.toString().endsWith(ending)).sorted().toList();
        }
    }

    @Test
    void keepsRowsToTheBitAlsoWhenOpenedAgain() {
        float[] odd = row(0);
        odd[3] = -0.0f;
        odd[4] = Float.MIN_VALUE;
        try (CachedRows rows = cache().rows(SPACE)) {
            rows.put(digest(7), odd, 0);
            fill(rows, 100, 300);
            assertThat(count(rows, 8, 400)).isEqualTo(200);
        }
        try (CachedRows rows = cache().rows(SPACE)) {
            float[] out = new float[D + 5];
            assertThat(rows.read(digest(7), out, 5)).isTrue();
            assertThat(Float.floatToRawIntBits(out[8])).isEqualTo(Float.floatToRawIntBits(-0.0f));
            assertThat(out[9]).isEqualTo(Float.MIN_VALUE);
            assertThat(count(rows, 8, 400)).isEqualTo(200);
            assertThat(rows.size()).isEqualTo(201);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void otherSpacesHaveOtherRows() {
        try (CachedRows rows = cache().rows(SPACE)) {
            fill(rows, 0, 3);
        }
        for (EmbeddingSpace other : List.of(
                new EmbeddingSpace("cd".repeat(32), "", "{}", "1", D),
                new EmbeddingSpace(SPACE.backbone(), "out", "{}", "1", D),
                new EmbeddingSpace(SPACE.backbone(), "", "{ }", "1", D),
                new EmbeddingSpace(SPACE.backbone(), "", "{}", "2", D),
                new EmbeddingSpace(SPACE.backbone(), "", "{}", "1", D + 1))) {
            try (CachedRows rows = cache().rows(other)) {
                assertThat(rows.size()).as("%s", other).isZero();
            }
        }
    }

    @Test
    void oneProcessAfterTheOtherAddsToOneSegment() throws IOException {
        for (int i = 0; i < 5; i++) {
            try (CachedRows rows = cache().rows(SPACE)) {
                fill(rows, 10 * i, 10 * i + 10);
            }
        }
        assertThat(files(".keys")).hasSize(1);
        try (CachedRows rows = cache().rows(SPACE)) {
            assertThat(count(rows, 0, 50)).isEqualTo(50);
        }
    }

    @Test
    void writersAtTheSameTimeDoNotDisturbEachOther() throws IOException {
        try (CachedRows a = cache().rows(SPACE);
                CachedRows b = cache().rows(SPACE)) {
            fill(a, 0, 50);
            fill(b, 50, 100);
            fill(a, 100, 150);
            assertThat(count(a, 0, 150)).isEqualTo(100);
        }
        assertThat(files(".keys")).hasSize(2);
        try (CachedRows rows = cache().rows(SPACE)) {
            assertThat(count(rows, 0, 150)).isEqualTo(150);
        }
    }

    @Test
    void whateverByteIsDamagedNoWrongRowComesBack() throws IOException {
        try (CachedRows rows = cache().rows(SPACE)) {
            fill(rows, 0, 4);
        }
        for (String ending : List.of(".keys", ".rows")) {
            Path file = files(ending).get(0);
            byte[] good = Files.readAllBytes(file);
            for (int at = 0; at < good.length; at += ending.equals(".keys") ? 1 : 7) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) 0x41;
                Files.write(file, bad);
                try (CachedRows rows = cache().rows(SPACE)) {
                    boolean unused = ending.equals(".keys") && at >= 20 && at < 24;
                    long left = ending.equals(".keys") && at < 20 ? 0 : 3;
                    assertThat(count(rows, 0, 4)).as(ending + " " + at).isEqualTo(unused ? 4 : left);
                }
            }
            for (int length = 0; length < good.length; length += 17) {
                Files.write(file, Arrays.copyOf(good, length));
                try (CachedRows rows = cache().rows(SPACE)) {
                    assertThat(count(rows, 0, 4)).isLessThan(4);
                }
            }
            Files.write(file, good);
        }
    }

    @Test
    void goesOnBehindWhatAKilledProcessLeft() throws IOException {
        try (CachedRows rows = cache().rows(SPACE)) {
            fill(rows, 0, 4);
        }
        Path keys = files(".keys").get(0);
        Path values = files(".rows").get(0);
        Files.write(keys, Arrays.copyOf(Files.readAllBytes(keys), (int) Files.size(keys) - 11));
        Files.write(values, Arrays.copyOf(Files.readAllBytes(values), (int) Files.size(values) + 100));
        try (CachedRows rows = cache().rows(SPACE)) {
            assertThat(count(rows, 0, 4)).isEqualTo(3);
            fill(rows, 3, 6);
        }
        assertThat(files(".keys")).hasSize(1);
        try (CachedRows rows = cache().rows(SPACE)) {
            assertThat(count(rows, 0, 6)).isEqualTo(6);
        }
    }

    @Test
    void aSegmentWithoutAHeaderGoes() throws IOException {
        Path space = Files.createDirectories(
                folder.resolve("cache").resolve(SPACE.id().substring(0, 32) + "-" + D));
        Files.createFile(space.resolve("000000000000001-1-1.lock"));
        Files.createFile(space.resolve("000000000000001-1-1.keys"));
        try (CachedRows rows = cache().rows(SPACE)) {
            fill(rows, 0, 4);
            assertThat(count(rows, 0, 4)).isEqualTo(4);
        }
        assertThat(files(".keys")).hasSize(1).noneMatch(p -> p.toString().contains("000000000000001-1-1"));
    }

    @Test
    void theOldestGoWhenTheLimitIsReached() throws IOException {
        EmbeddingCache small = EmbeddingCache.in(folder.resolve("cache"), EmbeddingCache.MIN_BYTES, notices::add);
        int n = 2 * (int) (EmbeddingCache.MIN_BYTES / (4 * D));
        try (CachedRows rows = small.rows(SPACE)) {
            fill(rows, 0, n);
        }
        long bytes = 0;
        for (Path file : files("")) {
            bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        assertThat(bytes).isLessThanOrEqualTo(EmbeddingCache.MIN_BYTES).isGreaterThan(EmbeddingCache.MIN_BYTES / 2);
        try (CachedRows rows = small.rows(SPACE)) {
            assertThat(count(rows, 0, 100)).isZero();
            assertThat(count(rows, n - 1000, n)).isEqualTo(1000);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void erasedRowsAreNowhereInTheFiles() throws IOException {
        EmbeddingSpace other = new EmbeddingSpace("cd".repeat(32), "", "{}", "1", D);
        try (CachedRows rows = cache().rows(SPACE);
                CachedRows others = cache().rows(other)) {
            fill(rows, 0, 20);
            fill(others, 10, 30);
            assertThat(holds(digest(12).bytes())).isTrue();
            assertThat(holds(bytes(row(12)))).isTrue();
            assertThat(cache().erase(Set.of(digest(12), digest(25), digest(99))))
                    .isEqualTo(3);
            assertThat(count(rows, 0, 20)).isEqualTo(19);
            fill(rows, 40, 45); // a writer that was there goes on
        }
        for (int i : new int[] {12, 25}) {
            assertThat(holds(digest(i).bytes())).isFalse();
            assertThat(holds(bytes(row(i)))).isFalse();
        }
        try (CachedRows rows = cache().rows(SPACE);
                CachedRows others = cache().rows(other)) {
            assertThat(count(rows, 0, 20)).isEqualTo(19);
            assertThat(count(rows, 40, 45)).isEqualTo(5);
            assertThat(count(others, 10, 30)).isEqualTo(18);
        }
        assertThat(cache().erase(Set.of(digest(12)))).isZero();
    }

    @Test
    void eraseTakesRowsWhoseKeyWasDamagedOrNeverWritten() throws IOException {
        try (CachedRows rows = cache().rows(SPACE)) {
            fill(rows, 0, 3);
        }
        Path keys = files(".keys").get(0);
        byte[] bytes = Files.readAllBytes(keys);
        bytes[24 + Segment.KEY_BYTES + 2] ^= 1; // the digest of row 1
        Files.write(keys, Arrays.copyOf(bytes, bytes.length - Segment.KEY_BYTES)); // row 2 has none
        cache().erase(Set.of(digest(77)));
        assertThat(holds(bytes(row(1)))).isFalse();
        assertThat(holds(bytes(row(2)))).isFalse();
        try (CachedRows rows = cache().rows(SPACE)) {
            assertThat(count(rows, 0, 3)).isEqualTo(1);
        }
    }

    private static byte[] bytes(float[] row) {
        ByteBuffer out = ByteBuffer.allocate(4 * row.length).order(ByteOrder.LITTLE_ENDIAN);
        out.asFloatBuffer().put(row);
        return Arrays.copyOf(out.array(), 16); // the beginning would be enough to find
    }

    private boolean holds(byte[] wanted) throws IOException {
        String needle = new String(wanted, StandardCharsets.ISO_8859_1);
        for (Path file : files("")) {
            if (Files.isRegularFile(file)
                    && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(needle)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aCacheThatCannotBeWrittenIsToldOnceAndCostsOnlyTime() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file where the folder should be");
        EmbeddingCache cache = cache();
        for (int i = 0; i < 3; i++) {
            try (CachedRows rows = cache.rows(SPACE)) {
                fill(rows, 0, 4);
                assertThat(count(rows, 0, 4)).isZero();
            }
        }
        assertThat(notices)
                .singleElement()
                .asString()
                .startsWith(folder.resolve("cache") + ": cache of embeddings cannot be written, only time is lost: ");
        assertThat(folder.resolve("cache")).isRegularFile();
    }

    @Test
    void aCacheThatMayNotBeWrittenIsReadAllTheSame() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "SKIPPED: root may write everywhere");
        try (CachedRows rows = cache().rows(SPACE)) {
            fill(rows, 0, 4);
        }
        for (Path file : files("")) {
            file.toFile().setWritable(false);
        }
        try (CachedRows rows = cache().rows(SPACE)) {
            fill(rows, 4, 8);
            assertThat(count(rows, 0, 8)).isEqualTo(4);
        }
        assertThat(notices).hasSize(1);
        for (Path file : files("")) {
            file.toFile().setWritable(true);
        }
    }

    @Test
    void noCacheKeepsNothing() {
        EmbeddingCache none = EmbeddingCache.none();
        try (CachedRows rows = none.rows(SPACE)) {
            fill(rows, 0, 4);
            assertThat(count(rows, 0, 4)).isZero();
        }
        assertThat(none.erase(Set.of(digest(1)))).isZero();
    }

    @Test
    void theLimitHasALeast() {
        assertThatThrownBy(() -> EmbeddingCache.in(folder, 5, notices::add))
                .isInstanceOf(ImprintException.class)
                .hasMessage("limit of the embedding cache must be at least 1048576, was 5");
    }

    /** Puts rows until it is killed; the first argument is the folder, the second where its images begin. */
    public static final class Putting {

        private Putting() {}

        /** Runs. */
        public static void main(String[] args) {
            int from = Integer.parseInt(args[1]);
            EmbeddingCache cache = EmbeddingCache.in(Path.of(args[0]), EmbeddingCache.DEFAULT_BYTES, n -> {
                throw new IllegalStateException(n);
            });
            try (CachedRows rows = cache.rows(SPACE)) {
                for (int i = from; ; i++) {
                    rows.put(digest(i), row(i), 0);
                    if (i == from + 200) {
                        System.out.println("begun");
                    }
                }
            }
        }
    }

    @Test
    void processesThatAreKilledLeaveGoodRowsAndNoOthers() throws IOException, InterruptedException {
        Path there = folder.resolve("cache");
        for (int round = 0; round < 2; round++) {
            List<Process> processes = new ArrayList<>();
            for (int p = 0; p < 2; p++) {
                processes.add(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx64m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Putting.class.getName(),
                                there.toString(),
                                Integer.toString(1_000_000 * (2 * round + p)))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
            }
            for (Process process : processes) {
                assertThat(process.inputReader(StandardCharsets.UTF_8).readLine())
                        .isEqualTo("begun");
            }
            for (Process process : processes) {
                process.destroyForcibly();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
        }
        try (CachedRows rows = cache().rows(SPACE)) {
            for (int p = 0; p < 4; p++) {
                assertThat(count(rows, 1_000_000 * p, 1_000_000 * p + 200)).isEqualTo(200);
            }
            fill(rows, 9_000_000, 9_000_010);
        }
        assertThat(files(".keys")).hasSize(2);
    }
}
