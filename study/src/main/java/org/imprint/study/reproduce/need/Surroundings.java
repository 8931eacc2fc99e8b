package org.imprint.study.reproduce.need;

import java.nio.file.Path;
import org.imprint.vision.dataset.DataSets;
import org.imprint.vision.install.BackboneHome;

/**
 * Where what is needed is looked for and put.
 *
 * @param data root of the embeddings, {@code embeddings/DATASET/BACKBONE/SPLIT}
 * @param dataSets the paper's data sets
 * @param home installed backbones
 */
public record Surroundings(Path data, DataSets dataSets, BackboneHome home) {}
