/**
 * Proxies and votes on frozen embeddings: the arithmetic of imprinting, and nothing else.
 *
 * <p>Reads no files, prints nothing, starts no threads, asks no clock. Arrays are row-major {@code float}; a row is one
 * sample or one proxy, and rows are never reordered. Public methods do not write to their arguments unless the argument
 * is named {@code out}. Every result is the same for every number of threads.
 */
package org.imprint.core;
