package org.imprint.vision.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.data.TrainTest;
import org.imprint.vision.dataset.reader.Classes;
import org.imprint.vision.dataset.reader.MappedSource;
import org.imprint.vision.dataset.reader.Place;
import org.imprint.vision.fetch.Downloader;

/**
 * The paper's data sets in a folder of the user's: {@code ROOT/NAME/…} holds the official files of the data set NAME.
 *
 * <p>Names are the published code's, to the letter: MNIST, FashionMNIST, CIFAR10, MNIST-M, USPS, SVHN, ImageNet, and CombiDigits for the union of
 * the four sets of digits. What torchvision laid in {@code ROOT/NAME/raw} is found too, and so is what Debian's package
 * {@code dataset-fashion-mnist} installed.
 */
public final class DataSets {

    private final Path root;
    private final Map<String, Catalog.Entry> entries;

    private DataSets(Path root, Map<String, Catalog.Entry> entries) {
        this.root = root;
        this.entries = entries;
    }

    /** Returns the data sets below a folder, which need not exist yet. */
    public static DataSets at(Path root) {
        return new DataSets(root, Catalog.entries());
    }

    /** As {@link #at(Path)}, of another catalog. */
    static DataSets at(Path root, Map<String, Catalog.Entry> entries) {
        return new DataSets(root, entries);
    }

    /** Returns the cards of all data sets, in the order of the paper. */
    public List<DataSetCard> cards() {
        return entries.values().stream().map(Catalog.Entry::card).toList();
    }

    /**
     * Returns the card of a data set.
     *
     * @throws ImprintException if there is none of that name, naming the legal ones
     */
    public DataSetCard card(String name) {
        return entry(name).card();
    }

    private Catalog.Entry entry(String name) {
        Catalog.Entry entry = entries.get(name);
        if (entry == null) {
            throw Named.unknown("data set", name, entries.keySet());
        }
        return entry;
    }

    /** Returns where the files of a data set are put. */
    public Path folder(String name) {
        return root.resolve(entry(name).card().name());
    }

    /** As {@link #open(String, Split, Classes)}, with all classes. */
    public SampleSource open(String name, Split split) {
        return open(name, split, Classes.all());
    }

    /**
     * Opens one split; of ImageNet, {@link Split#TEST} is the validation set, and only ImageNet has {@link Split#VALIDATION}.
     *
     * <p>Rows are in the order of the official files (ImageNet: by label, then file name). Labels keep their numbers whatever the wanted
     * classes are.
     *
     * @throws DataException if files are missing or damaged; digests are not checked here
     */
    public SampleSource open(String name, Split split, Classes classes) {
        Catalog.Entry entry = entry(name);
        if (split == Split.VALIDATION && !name.equals(Catalog.IMAGENET)) {
            throw new ImprintException("split of " + name + " must be one of train, test, was val");
        }
        classes.requireBelow(entry.card().classes(), name);
        if (!entry.parts().isEmpty()) {
            return openUnion(entry, split, classes);
        }
        files(entry).unpack();
        SampleSource source = entry.opener().open(place(entry), split, classes);
        try {
            return ClassSubset.of(source, classes);
        } catch (DataException e) {
            source.close();
            throw e;
        }
    }

    /**
     * Opens both splits.
     *
     * @throws DataException if files are missing or damaged
     */
    public TrainTest openBoth(String name) {
        SampleSource train = open(name, Split.TRAIN);
        try {
            return new TrainTest(train, open(name, Split.TEST));
        } catch (DataException e) {
            train.close();
            throw e;
        }
    }

    /** Each part's labels are shifted by the classes before it and then taken modulo the number of classes. */
    private SampleSource openUnion(Catalog.Entry entry, Split split, Classes classes) {
        List<String> names = entry.card().classNames();
        List<SampleSource> parts = new ArrayList<>();
        try {
            for (String part : entry.parts()) {
                parts.add(open(part, split, classes));
            }
            UnionSource union = new UnionSource(entry.parts(), parts);
            int[] mapping = new int[union.classNames().size()];
            for (int label = 0; label < mapping.length; label++) {
                mapping[label] = label % names.size();
            }
            return MappedSource.of(union, mapping, names);
        } catch (DataException e) {
            parts.forEach(SampleSource::close);
            throw e;
        }
    }

    /**
     * Downloads the official files that are not there yet, checks their digests and unpacks what has to be.
     *
     * @return how it is with every file afterwards; all are usable
     * @throws DataException if a file cannot be had; where its owner wants to be asked first, it says how
     */
    public List<FileState> fetch(String name, Downloader downloader) {
        return parts(name).stream()
                .flatMap(p -> files(p).fetch(downloader).stream())
                .toList();
    }

    /**
     * Takes official files from a folder of the user's, checks their digests and unpacks what has to be. Files are linked where the file
     * system can do that, and copied otherwise.
     *
     * @param folder has the files itself, in {@code raw}, or in a sub-folder with the data set's name
     * @return how it is with every file afterwards; those that were not in the folder are missing
     * @throws DataException if the folder has none of the files, or one with a wrong digest
     */
    public List<FileState> fetchFrom(String name, Path folder) {
        return parts(name).stream()
                .flatMap(p -> files(p).fetchFrom(folder).stream())
                .toList();
    }

    /** Checks length and digest of every official file. Cost: one pass over each. */
    public List<FileState> verify(String name) {
        return parts(name).stream().flatMap(p -> files(p).states().stream()).toList();
    }

    /**
     * Looks at one split: classes, counts, first ids.
     *
     * @throws DataException if files are missing or damaged
     */
    public Inspection inspect(String name, Split split) {
        try (SampleSource source = open(name, split)) {
            return Inspection.of(source);
        }
    }

    /**
     * As {@link #inspect(String, Split)}, and draws a contact sheet.
     *
     * @param sheet PNG file to write
     */
    public Inspection inspect(String name, Split split, Path sheet) {
        try (SampleSource source = open(name, split)) {
            ContactSheet.STANDARD.write(source, sheet);
            return Inspection.of(source);
        }
    }

    private List<Catalog.Entry> parts(String name) {
        Catalog.Entry entry = entry(name);
        return entry.parts().isEmpty()
                ? List.of(entry)
                : entry.parts().stream().map(this::entry).toList();
    }

    private DataSetFiles files(Catalog.Entry entry) {
        return new DataSetFiles(entry.card(), place(entry));
    }

    private Place place(Catalog.Entry entry) {
        return Place.of(root, entry.card().name(), entry.systemFolders());
    }
}
