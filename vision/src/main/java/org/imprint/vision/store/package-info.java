/**
 * The embedding store: HDF5 files of embeddings, labels and where they came from.
 *
 * <p>A file has {@code embeddings} float32 or float16 [n, d] and {@code labels} int32 [n], both chunked and resizable, as
 * the published code writes and reads them. Ours add {@code sample_ids}, {@code sample_digests}, {@code class_names} and attributes with the
 * provenance; files that lack them are read as well. Under its final name a file that we wrote is always whole: its rows
 * wait in a journal of another format under a {@code .part} name until the last is there. Nothing in a file depends on the clock, so that an
 * interrupted and an uninterrupted run write the same bytes.
 */
package org.imprint.vision.store;
