/**
 * Which embeddings a two-dimensional map shows: rows of files, a deterministic sample of each class.
 *
 * <p>Which rows of a class are taken hangs on the seed, the data set and the label alone, so that a larger sample holds a smaller one
 * and another class changes nothing. Files may be larger than memory: rows are read in blocks.
 */
package org.imprint.study.map;
