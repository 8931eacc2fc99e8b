package org.imprint.lab.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.result.InputFile;
import org.imprint.lab.run.EmbeddingInputs.FileFacts;
import org.imprint.vision.store.EmbeddingFile;

/**
 * Digests of what embeddings files hold: SHA-256 of n and d, the numbers as little-endian floats, and the labels as little-endian
 * integers. How a file stores them makes no difference.
 *
 * <p>A file whose length and time of change are those of an earlier start is not read again.
 */
final class InputDigests {

    private final Path cache;
    private final Map<String, String> known = new HashMap<>();

    /** Creates digests that remember earlier ones in a file. */
    InputDigests(Path cache) {
        this.cache = cache;
        if (Files.exists(cache)) {
            try {
                for (String line : Files.readAllLines(cache)) {
                    String[] parts = line.split("\t", 2);
                    if (parts.length == 2 && parts[0].matches("[0-9a-f]{64}")) {
                        known.put(parts[1], parts[0]);
                    }
                }
            } catch (IOException e) {
                known.clear(); // a cache that cannot be read costs time, nothing else
            }
        }
    }

    /** Returns the inputs, digested in parallel where they are not known. */
    List<InputFile> of(List<FileFacts> files, Parallel parallel) {
        InputFile[] inputs = new InputFile[files.size()];
        Map<String, String> used = new TreeMap<>();
        parallel.forEach(inputs.length, i -> {
            FileFacts f = files.get(i);
            String key = key(f.file());
            String sha256 = known.containsKey(key) ? known.get(key) : digest(f);
            synchronized (used) {
                used.put(key, sha256);
            }
            inputs[i] = new InputFile(
                    f.where().dataSet(), f.where().backbone(), f.where().split(), sha256, f.labels().length, f.dim());
        });
        known.putAll(used);
        return List.of(inputs);
    }

    private static String key(Path file) {
        try {
            return Files.size(file) + "\t" + Files.getLastModifiedTime(file).toInstant() + "\t" + file.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(FileFacts f) {
        MessageDigest sha256 = sha256();
        sha256.update(bytes(8).putInt(f.labels().length).putInt(f.dim()).flip());
        try (EmbeddingFile file = EmbeddingFile.open(f.file())) {
            ByteBuffer[] room = {bytes(0)};
            file.forEachBlock((first, block) -> {
                room[0] = filled(room[0], block);
                sha256.update(room[0]);
            });
        }
        ByteBuffer labels = bytes(4 * f.labels().length);
        labels.asIntBuffer().put(f.labels());
        sha256.update(labels);
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Returns a block's numbers in {@code room}, or in a new one if that is too small. */
    private static ByteBuffer filled(ByteBuffer room, FloatMatrix block) {
        int n = block.rows() * block.cols();
        ByteBuffer bytes = room.capacity() >= 4 * n ? room : bytes(4 * n);
        bytes.clear();
        bytes.asFloatBuffer().put(block.data(), block.offset(0), n);
        return bytes.limit(4 * n);
    }

    private static ByteBuffer bytes(int n) {
        return ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Writes what is known to the file, for later starts. */
    void save() {
        try {
            Files.createDirectories(cache.getParent());
            Path part = Files.createTempFile(cache.getParent(), "inputs", ".part");
            Files.write(
                    part,
                    known.entrySet().stream()
                            .map(e -> e.getValue() + "\t" + e.getKey())
                            .sorted()
                            .toList());
            Files.move(part, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(cache + ": cannot be written", e);
        }
    }
}
