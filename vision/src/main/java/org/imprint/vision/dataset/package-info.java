/**
 * The paper's data sets by name: what they are, where their official files come from, and whether they are here and whole.
 *
 * <p>{@link org.imprint.vision.dataset.DataSets} is the way in. {@link org.imprint.vision.dataset.reader} and its neighbours
 * {@code cifar} and {@code imagenet} read the files. Rows are in the order of the official files, labels and class names are
 * torchvision's, ids say file and row.
 */
package org.imprint.vision.dataset;
