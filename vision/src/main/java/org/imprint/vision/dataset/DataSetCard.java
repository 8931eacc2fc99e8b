package org.imprint.vision.dataset;

import java.util.List;
import org.imprint.vision.data.Split;

/**
 * What is known of a data set without having it.
 *
 * @param name as in the published code's configuration files and embedding paths
 * @param images what is in a sample, such as "28×28 grey"
 * @param paper who made it, and where it is described
 * @param terms what one may do with it
 * @param classNames label l is called {@code classNames().get(l)}; empty where only the files tell (ImageNet)
 * @param classes number of classes
 * @param trainSize samples for training
 * @param testSize samples for testing
 * @param files the official files; none for a union
 */
public record DataSetCard(
        String name,
        String images,
        String paper,
        Terms terms,
        List<String> classNames,
        int classes,
        int trainSize,
        int testSize,
        List<DataFile> files) {

    /** Copies the lists. */
    public DataSetCard {
        classNames = List.copyOf(classNames);
        files = List.copyOf(files);
    }

    /** Returns the number of samples of a split. */
    public int size(Split split) {
        return split == Split.TRAIN ? trainSize : testSize;
    }

    /** Returns what the published code calls a split of this data set: "train", and "test" or, for ImageNet, "val". */
    public String splitName(Split split) {
        boolean validation = split == Split.TEST && name.equals(Catalog.IMAGENET);
        return validation ? "val" : split.wireName();
    }
}
