/** Labelled image sources: IDX files and folders with one sub-folder per class. Every problem names its file. */
package org.imprint.vision.data;
