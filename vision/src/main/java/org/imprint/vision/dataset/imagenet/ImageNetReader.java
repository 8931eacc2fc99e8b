package org.imprint.vision.dataset.imagenet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.reader.Classes;
import org.imprint.vision.dataset.reader.MappedSource;
import org.imprint.vision.dataset.reader.Opener;
import org.imprint.vision.dataset.reader.Place;
import org.imprint.vision.decode.Orientation;
import org.imprint.vision.source.FolderSource;

/**
 * ImageNet 2012: folders {@code train} and {@code val} with one sub-folder per WordNet id, or else the official tar archives, which
 * are read in place. The test split is the validation set.
 *
 * <p>With the development kit, labels are places in its sorted WordNet ids and classes have names, also where only some folders are
 * there; without it, labels are places in the sorted folder names and classes are called by their WordNet id. The archives need it.
 */
public final class ImageNetReader implements Opener {

    /** Name of the official archive of training images, an archive of one archive per class. */
    public static final String TRAIN = "ILSVRC2012_img_train.tar";

    /** Name of the official archive of validation images. */
    public static final String VAL = "ILSVRC2012_img_val.tar";

    @Override
    public SampleSource open(Place place, Split split, Classes classes) {
        Optional<Devkit> devkit = place.find(Devkit.names()).map(Devkit::read);
        String folder = split == Split.TRAIN ? "train" : "val";
        Optional<Path> folders = place.find(List.of(folder));
        if (folders.isPresent()) {
            SampleSource source = FolderSource.open(folders.get(), Orientation.AS_STORED);
            return devkit.map(kit -> labelled(source, kit)).orElse(source);
        }
        Path archive = place.need(List.of(split == Split.TRAIN ? TRAIN : VAL));
        if (devkit.isEmpty()) {
            throw new DataException(archive + ": needs " + Devkit.ARCHIVE + " beside it to know the classes");
        }
        TarImages images = TarImages.open(archive);
        try {
            List<TarSource.Sample> samples = split == Split.TRAIN
                    ? train(images, devkit.get(), classes)
                    : validation(images, devkit.get(), classes);
            return new TarSource(images, devkit.get().wnids(), devkit.get().words(), samples);
        } catch (DataException e) {
            images.close();
            throw e;
        }
    }

    /** Gives a folder's samples the kit's labels and names. */
    private static SampleSource labelled(SampleSource folder, Devkit kit) {
        int[] mapping = new int[folder.classNames().size()];
        for (int c = 0; c < mapping.length; c++) {
            mapping[c] = kit.wnids().indexOf(folder.classNames().get(c));
            if (mapping[c] < 0) {
                throw new DataException(folder.name() + ": folder must be called as a synset of the development kit,"
                        + " was " + folder.classNames().get(c));
            }
        }
        return MappedSource.of(folder, mapping, kit.words());
    }

    private static List<TarSource.Sample> train(TarImages images, Devkit kit, Classes classes) {
        Map<String, Integer> wanted = new HashMap<>();
        for (int label = 0; label < kit.wnids().size(); label++) {
            if (classes.contains(label)) {
                wanted.put(kit.wnids().get(label) + ".tar", label);
            }
        }
        List<TarSource.Sample> samples = new ArrayList<>();
        for (TarImages.Entry nested : images.list(wanted::containsKey)) {
            int label = wanted.get(nested.name());
            images.within(nested).forEach(entry -> samples.add(new TarSource.Sample(entry, label)));
        }
        return samples;
    }

    private static List<TarSource.Sample> validation(TarImages images, Devkit kit, Classes classes) {
        List<TarImages.Entry> entries = images.list().stream()
                .sorted(Comparator.comparing(TarImages.Entry::name))
                .toList();
        if (entries.size() != kit.validation().size()) {
            throw new DataException(images.name() + ": must hold one image for each of the "
                    + kit.validation().size() + " labels of the development kit, was " + entries.size());
        }
        List<TarSource.Sample> samples = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            int label = kit.validation().get(i);
            if (classes.contains(label)) {
                samples.add(new TarSource.Sample(entries.get(i), label));
            }
        }
        return samples;
    }
}
