package org.imprint.lab.run.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.result.InputFile;
import org.imprint.lab.run.input.EmbeddingInputs.FileFacts;
import org.imprint.vision.file.AtomicFile;
import org.imprint.vision.store.EmbeddingFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Digests of what embeddings files hold, see {@link EmbeddingDigest}.
 *
 * <p>A file whose length and time of change are those of an earlier start is not read again: what is computed on is digested once
 * more when it is loaded.
 */
final class InputDigests {

    private static final Logger LOG = LoggerFactory.getLogger(InputDigests.class);
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
                LOG.warn("{}: digests cannot be read and are taken anew", cache, e); // costs time, nothing else
                known.clear();
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
        LOG.info("{}: new or changed, its digest is taken", f.file());
        try (EmbeddingFile file = EmbeddingFile.open(f.file())) {
            return EmbeddingDigest.of(file);
        }
    }

    /** Forgets a file whose content is not what its length and time of change promised. */
    void forget(Path file) {
        if (known.keySet().removeIf(key -> key.endsWith("\t" + file.toAbsolutePath()))) {
            save();
        }
    }

    /** Writes what is known to the file, for later starts. */
    void save() {
        try {
            Files.createDirectories(cache.getParent());
            List<String> lines = known.entrySet().stream()
                    .map(e -> e.getValue() + "\t" + e.getKey())
                    .sorted()
                    .toList();
            AtomicFile.write(cache, temporary -> Files.write(temporary, lines));
        } catch (IOException e) {
            throw new UncheckedIOException(cache + ": cannot be written", e);
        }
    }
}
