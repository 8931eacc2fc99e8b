/**
 * Our half of {@code bench/compare}, which times us and a rival in turns on the same data files.
 *
 * <p>A case is one class here, listed in {@link org.imprint.bench.compare.Cases}, and one function of the same name under
 * {@code bench/rivals}, which also makes the data.
 */
package org.imprint.bench.compare;
