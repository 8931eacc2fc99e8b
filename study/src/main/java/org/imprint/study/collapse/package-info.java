/**
 * Measures the neural collapse of embedding files: which rows under which labels, read block by block, and once for as many label
 * mappings as the memory allows. {@link org.imprint.study.collapse.CollapseRun} does a list of measurements.
 */
package org.imprint.study.collapse;
