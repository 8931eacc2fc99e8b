/** Benchmarks of Imprint against its rivals. Nothing depends on this module. */
package org.imprint.bench;
