package org.imprint.vision.dataset.imagenet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imprint.vision.data.DataException;
import org.imprint.vision.fetch.ArchiveLimits;
import org.imprint.vision.fetch.Archives;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.mat.MatFile;
import org.imprint.vision.mat.MatValue;

/**
 * What ImageNet's development kit says: the synsets without children, sorted by WordNet id, which is torchvision's label order; their words;
 * and the label of each validation image in the order of the file names.
 *
 * @param wnids WordNet ids; label l is the l-th
 * @param words what each is called, such as "tench, Tinca tinca"
 * @param validation label of the i-th validation image
 */
public record Devkit(List<String> wnids, List<String> words, List<Integer> validation) {

    /** Name of the official archive. */
    public static final String ARCHIVE = "ILSVRC2012_devkit_t12.tar.gz";

    private static final String FOLDER = "ILSVRC2012_devkit_t12";
    private static final String META = "data/meta.mat";
    private static final String TRUTH = "data/ILSVRC2012_validation_ground_truth.txt";
    private static final int MAX_BYTES = 64 << 20;
    private static final ArchiveLimits LIMITS = new ArchiveLimits(10_000, 256L << 20);

    /** A synset without children. */
    private record Leaf(int id, String words) {}

    /** Returns the names under which it may lie in ImageNet's folder. */
    static List<String> names() {
        return List.of(FOLDER, ARCHIVE);
    }

    /** Reads the archive or its unpacked folder. @throws DataException if it is not as published */
    public static Devkit read(Path path) {
        Map<String, byte[]> files = Files.isDirectory(path) ? fromFolder(path) : fromArchive(path);
        for (String name : List.of(META, TRUTH)) {
            if (!files.containsKey(name)) {
                throw new DataException(path + ": must hold " + name + ", holds none");
            }
        }
        return parse(path.toString(), files.get(META), files.get(TRUTH));
    }

    private static Map<String, byte[]> fromFolder(Path folder) {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : List.of(META, TRUTH)) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    files.put(name, in.readNBytes(MAX_BYTES));
                } catch (IOException e) {
                    throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
                }
            }
        }
        return files;
    }

    private static Map<String, byte[]> fromArchive(Path archive) {
        Map<String, byte[]> files = new HashMap<>();
        Archives.visit(archive, LIMITS, (name, content) -> {
            String inside = name.substring(name.indexOf('/') + 1);
            if (inside.equals(META) || inside.equals(TRUTH)) {
                files.put(inside, content.readNBytes(MAX_BYTES));
            }
        });
        return files;
    }

    /** Reads the two files that matter; {@code name} starts error messages. */
    static Devkit parse(String name, byte[] meta, byte[] truth) {
        TreeMap<String, Leaf> leaves = leaves(name + "!" + META, meta);
        List<String> wnids = List.copyOf(leaves.keySet());
        Map<Integer, Integer> labels = new HashMap<>();
        for (int label = 0; label < wnids.size(); label++) {
            int id = leaves.get(wnids.get(label)).id();
            if (labels.put(id, label) != null) {
                throw new DataException(name + "!" + META + ": ILSVRC2012_ID must be there once, " + id + " is twice");
            }
        }
        List<String> words = leaves.values().stream().map(Leaf::words).toList();
        return new Devkit(wnids, distinct(wnids, words), validation(name + "!" + TRUTH, truth, labels));
    }

    private static TreeMap<String, Leaf> leaves(String name, byte[] meta) {
        MatValue synsets = MatFile.read(name, new ByteArrayInputStream(meta), Set.of("synsets"))
                .getOrDefault("synsets", new MatValue.Other("missing"));
        List<String> fields = List.of("ILSVRC2012_ID", "WNID", "words", "num_children");
        if (!(synsets instanceof MatValue.Structs structs) || !structs.fields().containsAll(fields)) {
            throw new DataException(name + ": must hold synsets, structs with the fields " + fields);
        }
        TreeMap<String, Leaf> leaves = new TreeMap<>();
        for (int i = 0; i < structs.size(); i++) {
            OptionalInt id = structs.get(i, "ILSVRC2012_ID").asInt();
            OptionalInt children = structs.get(i, "num_children").asInt();
            if (!(structs.get(i, "WNID") instanceof MatValue.Text wnid)
                    || !(structs.get(i, "words") instanceof MatValue.Text words)
                    || id.isEmpty()
                    || children.isEmpty()
                    || !wnid.text().matches("n[0-9]{8}")) {
                throw new DataException(name + ": synset " + i + " must have a number, a WordNet id, words and the"
                        + " number of its children, was without one");
            }
            if (children.getAsInt() == 0 && leaves.put(wnid.text(), new Leaf(id.getAsInt(), words.text())) != null) {
                throw new DataException(name + ": synset must be there once, " + wnid.text() + " is twice");
            }
        }
        if (leaves.isEmpty()) {
            throw new DataException(name + ": must hold at least one synset without children, was 0");
        }
        return leaves;
    }

    /** ImageNet has two classes "crane"; class names must differ, so those get their WordNet id behind them. */
    private static List<String> distinct(List<String> wnids, List<String> words) {
        Map<String, Long> counts = words.stream().collect(Collectors.groupingBy(w -> w, Collectors.counting()));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            names.add(counts.get(word) == 1 ? word : word + " (" + wnids.get(i) + ")");
        }
        return List.copyOf(names);
    }

    private static List<Integer> validation(String name, byte[] truth, Map<Integer, Integer> labels) {
        List<Integer> validation = new ArrayList<>();
        String text = new String(truth, StandardCharsets.ISO_8859_1);
        for (String line :
                text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            Integer label = line.matches("[0-9]{1,9}") ? labels.get(Integer.parseInt(line)) : null;
            if (label == null) {
                throw new DataException(name + ": line " + (validation.size() + 1)
                        + " must be the number of a synset without children, was "
                        + line.substring(0, Math.min(40, line.length())));
            }
            validation.add(label);
        }
        return List.copyOf(validation);
    }
}
