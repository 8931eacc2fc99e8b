/**
 * Benchmarks of Imprint against its rivals. Nothing depends on this module.
 *
 * <p>A time is worth something only beside the rival's in the same run, on the same data, with the same number of threads, and after
 * both were shown to give the same result. Times go to people, never into tests.
 */
package org.imprint.bench;
