package org.imprint.lab.run.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.plan.Place;
import org.imprint.lab.result.InputFile;
import org.imprint.vision.data.DataException;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embeddings files below a data folder, {@code embeddings/<DataSet>/<backbone>/<split>/….h5}.
 *
 * <p>Proxies come from split {@code train}, queries from {@code test}, or from {@code val} where there is no {@code test}, as with
 * ImageNet.
 */
public final class EmbeddingInputs {

    private static final String TRAIN = "train";
    private static final List<String> TEST = List.of("test", "val");
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingInputs.class);

    private final Path root;
    private final Map<EmbeddingPath, FileFacts> facts = new HashMap<>();

    /**
     * What a file says without its embeddings.
     *
     * @param where its place below the data folder
     * @param file the file
     * @param labels label of each row; not to be written to
     * @param dim d
     * @param lambda ridge λ of the backbone, if the file states it
     */
    public record FileFacts(EmbeddingPath where, Path file, int[] labels, int dim, OptionalDouble lambda) {}

    /** Creates the inputs below a data folder. */
    public EmbeddingInputs(Path root) {
        this.root = root;
    }

    /** Returns the data folder. */
    public Path root() {
        return root;
    }

    /** Returns the files that places need and that do not exist, as paths, sorted. */
    public List<Path> missing(Collection<Place> places) {
        SortedSet<Path> missing = new TreeSet<>();
        for (Place place : places) {
            for (String dataSet : place.dataSets()) {
                for (EmbeddingPath path : List.of(train(place, dataSet), test(place, dataSet))) {
                    if (!Files.exists(path.under(root))) {
                        missing.add(path.under(root));
                    }
                }
            }
        }
        return List.copyOf(missing);
    }

    /** Returns the words for a number of missing files, 1 or more. */
    public static String areMissing(int files) {
        return files == 1 ? "1 embeddings file is missing" : files + " embeddings files are missing";
    }

    /** Returns whether all files of a place exist. */
    public boolean has(Place place) {
        return missing(List.of(place)).isEmpty();
    }

    /** Returns what the training files of a place say, in the order of its data sets. */
    public List<FileFacts> train(Place place) {
        return place.dataSets().stream().map(d -> facts(train(place, d))).toList();
    }

    /** Returns what the test files of a place say, in the order of its data sets. */
    public List<FileFacts> test(Place place) {
        return place.dataSets().stream().map(d -> facts(test(place, d))).toList();
    }

    /** Returns the labels that occur among the training rows of a data set, ascending; empty if there is no such file. */
    public Optional<List<Integer>> trainLabels(String dataSet, String backbone) {
        EmbeddingPath path = new EmbeddingPath(dataSet, backbone, TRAIN);
        return Files.exists(path.under(root))
                ? Optional.of(Arrays.stream(facts(path).labels())
                        .distinct()
                        .sorted()
                        .boxed()
                        .toList())
                : Optional.empty();
    }

    private static EmbeddingPath train(Place place, String dataSet) {
        return new EmbeddingPath(dataSet, place.backbone(), TRAIN);
    }

    private EmbeddingPath test(Place place, String dataSet) {
        return TEST.stream()
                .map(split -> new EmbeddingPath(dataSet, place.backbone(), split))
                .filter(path -> Files.exists(path.under(root)))
                .findFirst()
                .orElse(new EmbeddingPath(dataSet, place.backbone(), TEST.get(0)));
    }

    private synchronized FileFacts facts(EmbeddingPath path) {
        return facts.computeIfAbsent(path, p -> {
            try (EmbeddingFile file = EmbeddingFile.open(p.under(root))) {
                return new FileFacts(p, p.under(root), file.labels(), file.dimension(), file.lambda());
            }
        });
    }

    /**
     * What files hold.
     *
     * @param files by digest
     * @param remember writes the digests to their cache, which spares later starts the reading
     */
    public record Identified(List<InputFile> files, Runnable remember) {

        /**
         * Reads an open file once more, after something was computed on it.
         *
         * @throws ChangedInputException if it is not what it was when it was identified
         */
        public void requireUnchanged(EmbeddingPath where, EmbeddingFile file) {
            String now = EmbeddingDigest.of(file);
            for (InputFile known : files) {
                if (known.name().equals(where.name()) && !known.sha256().equals(now)) {
                    throw new ChangedInputException(file.path(), known.sha256(), now);
                }
            }
        }
    }

    /**
     * Returns what the files that a store's results were made from hold now; none is believed by its length and time.
     *
     * @param recorded the inputs of a store
     * @return a sentence for each file that is not what the store says, or cannot be read
     */
    public List<String> differences(Collection<InputFile> recorded) {
        List<String> lines = new ArrayList<>();
        for (InputFile input : recorded) {
            Path path = new EmbeddingPath(input.dataSet(), input.backbone(), input.split()).under(root);
            try (EmbeddingFile file = EmbeddingFile.open(path)) {
                String now = EmbeddingDigest.of(file);
                if (!now.equals(input.sha256())) {
                    lines.add(
                            path + ": holds sha256 " + now + ", the store's results were made from " + input.sha256());
                }
            } catch (DataException e) {
                lines.add(e.getMessage());
            }
        }
        return lines;
    }

    /**
     * Returns what files hold; reads those that are new or changed since {@code cache} was written.
     *
     * @param paths which; those that do not exist or cannot be read are left out
     * @param cache file that remembers digests
     */
    public Identified identify(Collection<EmbeddingPath> paths, Path cache, Parallel parallel) {
        List<FileFacts> readable = new ArrayList<>();
        for (EmbeddingPath path : new LinkedHashSet<>(paths)) {
            try {
                readable.add(facts(path));
            } catch (DataException e) {
                LOG.debug("left out, whoever needs it will be told so: {}", e.getMessage());
            }
        }
        InputDigests digests = new InputDigests(cache);
        return new Identified(digests.of(readable, parallel), digests::save);
    }
}
