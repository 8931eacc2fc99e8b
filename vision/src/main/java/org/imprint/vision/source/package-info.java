/**
 * Sources of labelled images on disk: IDX files, folders with one sub-folder per class, and splits of those.
 *
 * <p>Start at {@link org.imprint.vision.source.SampleSources}. Nothing that lies in a folder is passed over in silence:
 * what is no sample is counted in {@link org.imprint.vision.data.LeftOut}.
 */
package org.imprint.vision.source;
