/**
 * The paper's data sets by name: what they are, where their official files come from, and how those are read.
 *
 * <p>{@link org.imprint.vision.dataset.DataSets} is the way in. Rows are in the order of the official files, labels and class
 * names are torchvision's, ids say file and row. Readers take files as they are published; whatever is wrong with one becomes a
 * {@link org.imprint.vision.data.DataException} that starts with its path.
 */
package org.imprint.vision.dataset;
